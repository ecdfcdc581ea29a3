using System.Globalization;
using System.Text;
using System.Text.Json;
using Incidents.Alerts;

namespace Incidents.Tests;

/// <summary>A sender's pair of documents under samples/alerts, and ways to spoil them.</summary>
static class Sample
{
    /// <summary>When the samples arrive.</summary>
    public static readonly DateTimeOffset Now = Company.Monday;

    /// <summary>The sample as <c>send</c> posts it; the trouble began ten minutes before.</summary>
    /// <param name="type">The sender's name.</param>
    /// <param name="status">firing or resolved.</param>
    public static string Text(string type, string status) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "alerts", $"{type}-{status}.json")).TrimEnd()
            .Replace("{{now}}", Iso(Now), StringComparison.Ordinal)
            .Replace("{{started}}", Iso(Now.AddMinutes(-10)), StringComparison.Ordinal)
            .Replace("{{nowSeconds}}", Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{nowMilliseconds}}", Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Maps a document that came from the source "prod".</summary>
    public static MappedInput Map(string type, byte[] body, params (string Name, string Value)[] headers)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = "application/json" };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        return Senders.Find(type)!.Map(new Incoming(body, "prod", Now, all));
    }

    /// <summary>Maps a text.</summary>
    public static MappedInput Map(string type, string body, params (string Name, string Value)[] headers) => Map(type, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>The document, once for each of its values, with that value replaced.</summary>
    public static IEnumerable<string> WithEachValueAs(string json, string raw) => Spoilt(json, (_, _) => raw);

    /// <summary>The document, once for each of its members, with that member twice.</summary>
    public static IEnumerable<string> WithEachMemberTwice(string json) => Spoilt(json, (name, value) => name is null ? null : $"{value},{JsonSerializer.Serialize(name)}:{value}");

    /// <summary>The document with a member that nobody knows in each of its objects.</summary>
    public static string WithUnknownMembers(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Write(document.RootElement, null, (_, value) => value.StartsWith('{') ? $"{{\"zz-unknown\":[{{}},1,null],{value[1..]}".Replace(",}", "}", StringComparison.Ordinal) : null);
    }

    static IEnumerable<string> Spoilt(string json, Func<string?, string, string?> spoil)
    {
        using var document = JsonDocument.Parse(json);
        for (var n = 0; ; n++)
        {
            var (left, hit) = (n, false);
            var text = Write(document.RootElement, null, (name, value) =>
            {
                if (left-- != 0)
                {
                    return null;
                }

                hit = true;
                return spoil(name, value);
            });
            if (!hit)
            {
                yield break;
            }

            if (text != Write(document.RootElement, null, (_, _) => null))
            {
                yield return text;
            }
        }
    }

    // Children before their parent, so that a change below is part of what is changed above.
    static string Write(JsonElement element, string? name, Func<string?, string, string?> change)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(m => $"{JsonSerializer.Serialize(m.Name)}:{Write(m.Value, m.Name, change)}"))}}}",
            JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(e => Write(e, null, change)))}]",
            _ => element.GetRawText(),
        };
        return change(name, text) ?? text;
    }

    static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
