using System.Globalization;

namespace Incidents.Desk.Subscribers;

/// <summary>One line of a list from elsewhere, read and not yet taken.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Way">How; null when nothing here does that.</param>
/// <param name="Address">Where; null when it is none.</param>
/// <param name="Services">What for, by our ids; null for all.</param>
/// <param name="Problem">Why it cannot be taken; null when it can.</param>
public sealed record ImportedLine(int Line, SubscriberWay? Way, string? Address, IReadOnlyList<string>? Services, string? Problem);

/// <summary>What an import came to.</summary>
/// <param name="Taken">Lines that are subscriptions now and were none, or other ones, before.</param>
/// <param name="Same">Lines that were there already.</param>
/// <param name="NotTaken">Lines that were left out, and why, by their number.</param>
public sealed record ImportReport(int Taken, int Same, IReadOnlyList<(int Line, string Why)> NotTaken)
{
    /// <summary>Why lines were left out and how many for each reason, the most first: a list of ten thousand is read by its reasons.</summary>
    public IReadOnlyList<(int Lines, string Why)> Reasons => [.. NotTaken.GroupBy(line => line.Why, StringComparer.Ordinal).Select(same => (same.Count(), same.Key)).OrderByDescending(reason => reason.Item1)];
}

/// <summary>
/// Takes subscribers over who confirmed to another page. They are not asked again; that they were imported, and when, is kept. Who left here or whose address refused is not brought
/// back, and a second import changes nothing. It can stop in the middle and be done again.
/// </summary>
public sealed class SubscriberImport(SubscriberDesk desk, TimeProvider time)
{
    /// <summary>Takes the lines.</summary>
    public async Task<ImportReport> TakeAsync(IEnumerable<ImportedLine> lines, CancellationToken ct)
    {
        var (taken, same) = (0, 0);
        var not = new List<(int, string)>();
        var origin = string.Create(CultureInfo.InvariantCulture, $"import {time.GetUtcNow():yyyy-MM-dd}");
        foreach (var line in lines)
        {
            if (line is not { Problem: null, Way: { } way, Address: { } address })
            {
                not.Add((line.Line, line.Problem ?? "There is no address."));
                continue;
            }

            var why = await TakeAsync(way, address, line.Services, origin, ct);
            _ = why switch
            {
                null => taken++,
                "" => same++,
                _ => 0,
            };
            if (why is { Length: > 0 })
            {
                not.Add((line.Line, why));
            }
        }

        return new ImportReport(taken, same, not);
    }

    // Null: taken. Empty: there already. Else why not.
    async Task<string?> TakeAsync(SubscriberWay way, string address, IReadOnlyList<string>? services, string origin, CancellationToken ct)
    {
        var (id, now) = (desk.IdOf(way, address), time.GetUtcNow());
        string? why = null;
        await desk.WriteAsync(id, before =>
        {
            why = before?.State switch
            {
                SubscriberState.Active => "",
                SubscriberState.Left => "They unsubscribed here.",
                SubscriberState.Suppressed => "The address refused: " + before.Why,
                _ => null,
            };
            return why is null ? new Subscriber(id, way, address, SubscriberState.Active, now, now) { Services = services, Origin = origin, Secret = way == SubscriberWay.Webhook ? SubscriberKeys.NewSecret() : null } : null;
        }, ct);
        return why;
    }
}
