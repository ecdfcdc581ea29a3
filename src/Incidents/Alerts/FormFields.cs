using System.Text;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>A URL-encoded form read as if it were JSON with the same fields, for senders that write either. Source: WHATWG URL, application/x-www-form-urlencoded.</summary>
static class FormFields
{
    const string Form = "application/x-www-form-urlencoded";

    /// <summary>The body; a form as an object of texts, in which a field that comes twice counts once, the first time.</summary>
    public static ReadOnlyMemory<byte> AsJson(Incoming document)
    {
        if (!document.Headers.GetValueOrDefault("content-type", "").StartsWith(Form, StringComparison.OrdinalIgnoreCase))
        {
            return document.Body;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.UTF8.GetString(document.Body.Span).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right] ? (left, right) : (pair, "");
            fields.TryAdd(Decode(name), Decode(value));
        }

        return JsonSerializer.SerializeToUtf8Bytes(fields);
    }

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
