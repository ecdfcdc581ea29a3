using System.Text;

namespace Incidents.Host.Commands;

/// <summary>
/// Where commands write to: an alert's title, a receiver's answer or an input in quarantine says what it likes, and a terminal would obey it. Whatever is no letter is left out of each
/// piece that is written; a document that must be whole is written with such characters in numbers (<see cref="SafeText.EscapedJson"/>).
/// </summary>
sealed class TerminalText(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    char? half;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        // A letter beyond the first plane comes as two; each alone is none.
        if (char.IsHighSurrogate(value))
        {
            half = value;
            return;
        }

        Write((ReadOnlySpan<char>)(half is { } first && char.IsLowSurrogate(value) ? [first, value] : [value]));
        half = null;
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(SafeText.Lines(buffer.ToString()));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write($"{value}\n");

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
