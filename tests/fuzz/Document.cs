using System.Text;
using Incidents.Alerts;

namespace Incidents.Fuzz;

/// <summary>
/// What every document of a stranger has to hold to, however it looks: the sender maps it soundly or refuses it in words, the same each time, and never throws.
/// A file may begin with lines <c>name: value</c> for the headers that the sender reads, ended by an empty line; the rest is the body.
/// </summary>
static class Document
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Throws when it does not.</summary>
    public static void Check(ISender sender, byte[] file)
    {
        var (headers, body) = Split(sender, file);
        var document = new Incoming(body, "prod", Now, headers);
        var mapped = sender.Map(document);
        if (mapped.Problem is not null)
        {
            Demand(mapped.Problem.Trim().Length > 0 && (sender is CloudEvents || (mapped.Fired.Count == 0 && mapped.Ended.Count == 0)), "A refusal has words and, unless a part of a batch was good, no alerts.");
        }

        foreach (var alert in mapped.Fired)
        {
            Check(alert);
        }

        foreach (var end in mapped.Ended)
        {
            Demand(end.Key.StartsWith("prod/", StringComparison.Ordinal) && end.EndedAt <= Now, "An end names its alert and is not from the future.");
            Demand(sender.EndsByKey || !string.IsNullOrWhiteSpace(end.Service), "An end names its service.");
        }

        Watchdog.SaysOver(body, Now);
        if (sender is Alertmanager && ShownAlerts.Read(body, Now) is { Alerts.Count: > 0 } shown)
        {
            Demand(sender.Map(document with { Body = ShownAlerts.Notification(shown.Alerts) }) is { Problem: null, Ended.Count: 0 } taken && taken.Fired.Count == shown.Alerts.Count, "What is shown can be taken, and fires.");
        }

        var again = sender.Map(document);
        Demand(again.Problem == mapped.Problem && again.Warning == mapped.Warning && again.Fired.SequenceEqual(mapped.Fired) && again.Ended.SequenceEqual(mapped.Ended), "The same bytes say the same.");
        if (sender is PagerDuty)
        {
            CheckDoor(body.ToArray());
        }
    }

    static void Check(Alert alert)
    {
        Demand(alert.Key.StartsWith("prod/", StringComparison.Ordinal), "An alert has a key.");
        Demand(alert.Source == "prod" && !string.IsNullOrWhiteSpace(alert.Service), "An alert has a source and a service.");
        Demand(alert.Summary.Length is > 0 and <= 300 && !alert.Summary.Contains('\n', StringComparison.Ordinal), "A summary is one line of at most 300 characters.");
        Demand(alert.StartedAt <= Now, "No alert is from the future.");
        Demand(alert.Link is null or { Scheme: "http" or "https" }, "A link is of the web.");
        Demand(alert.AffectedUsers is null or >= 0, "Users are not negative.");
        // What is stored must be text that can be stored: half a character cannot.
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount($"{alert.Key}{alert.Episode}{alert.Service}{alert.Summary}");
    }

    // The door of PagerDuty's Events API reads before the sender does, and keeps no routing key.
    static void CheckDoor(byte[] body)
    {
        var read = PagerDutyEvent.Read(body);
        Demand(read.Body.Length == body.Length, "What is kept is as long as what was sent.");
        Demand(read.RoutingKey is not { Length: > 8 } key || !Encoding.UTF8.GetString(read.Body).Contains($"\"routing_key\":\"{key}\"", StringComparison.Ordinal), "No routing key is kept.");
    }

    static (Dictionary<string, string> Headers, ReadOnlyMemory<byte> Body) Split(ISender sender, byte[] file)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = "application/json" };
        var rest = file.AsMemory();
        while (sender.Headers.Count > 0 && rest.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = Encoding.Latin1.GetString(rest.Span[..end]);
            if (line.Length > 0 && (line.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var colon) || !Reads(sender, line[..colon])))
            {
                break;
            }

            rest = rest[(end + 1)..];
            if (line.Length == 0)
            {
                break;
            }

            headers[line[..line.IndexOf(": ", StringComparison.Ordinal)]] = line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        }

        return (headers, rest);
    }

    static bool Reads(ISender sender, string header) => header == "content-type" || sender.Headers.Any(name => name[^1] == '*' ? header.StartsWith(name[..^1], StringComparison.Ordinal) : name == header);

    static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
