namespace Incidents.StatusPage.Model;

/// <summary>A stream to write a document into. It is used again, since one that grows anew for every document leaves several times its length behind.</summary>
static class Scratch
{
    const int KeptAtMost = 1024 * 1024;

    [ThreadStatic]
    static MemoryStream? spare;

    /// <summary>What was written.</summary>
    public static byte[] Write(Action<Stream> content)
    {
        // Who writes a document inside another one finds none and makes his own.
        var stream = spare ?? new MemoryStream();
        spare = null;
        content(stream);
        var written = stream.ToArray();
        if (stream.Capacity <= KeptAtMost)
        {
            stream.SetLength(0);
            spare = stream;
        }

        return written;
    }
}
