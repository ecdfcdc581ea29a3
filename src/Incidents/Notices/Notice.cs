using System.Security.Cryptography;
using System.Text;

namespace Incidents;

/// <summary>What a notice announces.</summary>
public enum NoticeKind
{
    /// <summary>We know of a problem and look into it; after a relapse, again.</summary>
    Investigating,

    /// <summary>The scope is known, and the cause or that it is unknown.</summary>
    Identified,

    /// <summary>A fix is in place and watched.</summary>
    Monitoring,

    /// <summary>It is over.</summary>
    Resolved,

    /// <summary>News that does not change where the incident stands.</summary>
    Update,

    /// <summary>What users can do meanwhile.</summary>
    Workaround,

    /// <summary>The public report (post-mortem), in Markdown.</summary>
    Report,
}

/// <summary>Whom a notice is for.</summary>
public enum Audience
{
    /// <summary>The company.</summary>
    Internal,

    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>One exact text, identified by its hash; an edit makes another notice.</summary>
/// <param name="Kind">What it announces.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Version">Counts every draft of the incident, from 1.</param>
/// <param name="Title">One line; at most <see cref="MaxTitle"/> characters.</param>
/// <param name="Text">Plain text (Markdown in a report); at most <see cref="MaxText"/> characters.</param>
/// <param name="Template">The template and its version when the text is exactly what the template gives; null once a person wrote it.</param>
public sealed record Notice(NoticeKind Kind, Audience Audience, int Version, string Title, string Text, string? Template)
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 200;

    /// <summary>The longest text, in characters.</summary>
    public const int MaxText = 20_000;

    /// <summary>SHA-256 over kind, audience, title and text, in hexadecimal. Two notices with one hash say the same thing to the same people.</summary>
    public string Hash => TextHash.Of(Kind.ToString(), Audience.ToString(), Title, Text);
}

/// <summary>Hashes texts that people decide about.</summary>
public static class TextHash
{
    /// <summary>SHA-256 over the parts, each preceded by its length so that no two lists of parts collide.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes.Length)));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
