namespace Incidents.Desk;

/// <summary>How the deliveries of a webhook stand.</summary>
/// <param name="Name">The webhook's name.</param>
/// <param name="Host">Where it is.</param>
/// <param name="Public">True when it is told what the public sees.</param>
/// <param name="Plan">True when it is told the plan's events.</param>
/// <param name="StoppedAt">When the receiver said that it wants nothing any more; null while it does.</param>
/// <param name="Reason">In its words.</param>
/// <param name="Failing">Messages that are tried again, with the next attempt; the others of their incidents wait behind them.</param>
/// <param name="GivenUp">Messages that nobody took, newest first.</param>
/// <param name="Recent">What was done last, newest first.</param>
public sealed record WebhookBook(string Name, string Host, bool Public, bool Plan, DateTimeOffset? StoppedAt, string? Reason, IReadOnlyList<WebhookLine> Failing, IReadOnlyList<WebhookLine> GivenUp, IReadOnlyList<WebhookLine> Recent)
{
    /// <summary>So many deliveries are shown.</summary>
    public const int Shown = 50;

    /// <summary>Reads it.</summary>
    /// <param name="endpoint">Which.</param>
    /// <param name="records">Where it is kept.</param>
    /// <param name="sees">Whether the reader may see an incident.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<WebhookBook> ReadAsync(WebhookEndpoint endpoint, IRecordStore records, Func<string, Task<bool>> sees, CancellationToken ct)
    {
        var store = new WebhookRecords(records, endpoint.Name);
        var state = await store.StateAsync(ct);
        var all = await store.CursorsAsync(ct);
        return new WebhookBook(endpoint.Name, endpoint.Host, endpoint.Public, endpoint.Plan, state?.StoppedAt, state?.Reason,
            await SeenAsync(all.SelectMany(c => c.Cursor.Failing is { } f ? [new WebhookLine(c.Incident, f, c.Cursor.NextAt)] : (WebhookLine[])[]), sees),
            await SeenAsync(all.SelectMany(c => c.Cursor.GivenUp.Select(g => new WebhookLine(c.Incident, g, null))), sees),
            await SeenAsync(all.SelectMany(c => c.Cursor.Recent.Select(r => new WebhookLine(c.Incident, r, null))), sees));
    }

    static async Task<IReadOnlyList<WebhookLine>> SeenAsync(IEnumerable<WebhookLine> lines, Func<string, Task<bool>> sees)
    {
        var seen = new List<WebhookLine>();
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in lines.OrderByDescending(line => line.Tried.At))
        {
            if (seen.Count < Shown && (known.TryGetValue(line.Incident, out var may) ? may : known[line.Incident] = await sees(line.Incident)))
            {
                seen.Add(line);
            }
        }

        return seen;
    }
}

/// <summary>One message of an incident.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Tried">How its delivery stands.</param>
/// <param name="NextAt">When it is tried again; null: not, or at once.</param>
public sealed record WebhookLine(string Incident, WebhookTry Tried, DateTimeOffset? NextAt);
