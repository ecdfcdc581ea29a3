using System.Text;
using System.Xml;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Feeds;

/// <summary>An XML document as the same UTF-8 bytes on every machine.</summary>
static class FeedXml
{
    static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };

    /// <summary>Writes one.</summary>
    public static byte[] Write(Action<XmlWriter> content) => Scratch.Write(stream =>
    {
        using var xml = XmlWriter.Create(stream, Settings);
        content(xml);
    });
}
