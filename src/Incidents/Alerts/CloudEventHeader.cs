using System.Globalization;
using System.Text;

namespace Incidents.Alerts;

/// <summary>A CloudEvents attribute in an HTTP header. Source: HTTP protocol binding 1.0.2, section 3.1.3.2.</summary>
static class CloudEventHeader
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Takes quotes off, then decodes percent signs once; null when the bytes that come out are no UTF-8.</summary>
    public static string? Decode(string value)
    {
        var bytes = new List<byte>(value.Length);
        var text = Unquoted(value);
        try
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
                {
                    bytes.Add(one);
                    i += 2;
                }
                else
                {
                    var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                    bytes.AddRange(StrictUtf8.GetBytes(text.Substring(i, length)));
                    i += length - 1;
                }
            }

            return StrictUtf8.GetString([.. bytes]);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // A backslash stands before a character that is meant as it is.
    static string Unquoted(string value)
    {
        if (value is not ['"', .. var inner, '"'])
        {
            return value;
        }

        var text = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            text.Append(inner[i] == '\\' && i + 1 < inner.Length ? inner[++i] : inner[i]);
        }

        return text.ToString();
    }
}
