using System.Buffers;
using System.Text;

namespace Incidents.StatusPage.Model;

/// <summary>
/// Takes the text of a page in and gives its bytes. A page is longer than what the runtime moves about cheaply; put together as strings, each change of the site would leave megabytes behind
/// that only a full collection takes away.
/// </summary>
sealed class PageText : TextWriter
{
    const int Usual = 128 * 1024;

    // As string.ReplaceLineEndings knows them.
    static readonly SearchValues<char> OtherLineEndings = SearchValues.Create("\r\f\u0085\u2028\u2029");

    char[] buffer = ArrayPool<char>.Shared.Rent(Usual);
    int length;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > this.buffer.Length - length)
        {
            Grow(buffer.Length);
        }

        buffer.CopyTo(this.buffer.AsSpan(length));
        length += buffer.Length;
    }

    /// <summary>What was written, with <c>\n</c> for line ends, no white space around it, and a line end after it.</summary>
    public byte[] ToUtf8()
    {
        ReadOnlySpan<char> text = buffer.AsSpan(0, length);
        if (text.ContainsAny(OtherLineEndings))
        {
            text = text.ToString().ReplaceLineEndings("\n");
        }

        text = text.Trim();
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<char>.Shared.Return(buffer);
            (buffer, length) = ([], 0);
        }

        base.Dispose(disposing);
    }

    void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(length + more, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }
}
