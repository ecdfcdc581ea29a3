namespace Incidents.Desk;

/// <summary>
/// The incidents folded last, so that a turn reads only what is new in the log. Never trusted by itself: every look reads the events after the version
/// that is kept here, and the append's expected version decides, so that several processes on one log stay right.
/// </summary>
/// <param name="log">The truth.</param>
/// <param name="capacity">How many incidents are kept; the one not looked at for longest goes first. One with thousands of alerts counts for several.</param>
sealed class FoldedIncidents(IIncidentLog log, int capacity = FoldedIncidents.Capacity)
{
    /// <summary>More open incidents at a time than one company has; a thousand events are about a megabyte.</summary>
    public const int Capacity = 200;

    // They take as much memory as an ordinary incident of some hundred events.
    const int AlertsPerPlace = 2_000;

    readonly Lock gate = new();
    readonly Dictionary<string, LinkedListNode<FoldedIncident>> kept = new(StringComparer.Ordinal);
    readonly LinkedList<FoldedIncident> latestFirst = [];
    int size;

    /// <summary>The incident as the log has it now; <see cref="Incident.None"/> when there is none.</summary>
    public async Task<FoldedIncident> LatestAsync(string incidentId, CancellationToken ct)
    {
        var known = Known(incidentId);
        if (known.Version > 0)
        {
            return Follow(known, await log.ReadAsync(incidentId, known.Version + 1, ct));
        }

        while (await log.ReadPageAsync(incidentId, known.Version + 1, ct) is { Count: > 0 } page)
        {
            known = known.After(page);
        }

        Keep(known);
        return known;
    }

    /// <summary>The same for a turn: with the signals that wait, and with the ledger of the effects that are open.</summary>
    public async Task<(FoldedIncident Folded, IReadOnlyList<StoredSignal> Waiting, IReadOnlyList<LedgerEntry> Ledger)> NewsAsync(string incidentId, CancellationToken ct)
    {
        var known = Known(incidentId);
        var news = await log.NewsAsync(incidentId, known.Version + 1, withLedger: known.Open.Count > 0, ct);
        while (news.HasMore)
        {
            known = known.After(news.Events);
            news = await log.NewsAsync(incidentId, known.Version + 1, withLedger: known.Open.Count > 0, ct);
        }

        var latest = Follow(known, news.Events);
        // What is settled in the log needs no ledger; what only the new events opened was not asked for.
        return (latest, news.Waiting, latest.Open.Count == 0 ? [] : news.Ledger ?? await log.LedgerAsync(incidentId, ct));
    }

    /// <summary>Keeps a fold that is in the log, unless a later one is kept already.</summary>
    public void Keep(FoldedIncident folded)
    {
        if (folded.Version == 0)
        {
            return;
        }

        lock (gate)
        {
            if (kept.Remove(folded.Id, out var node))
            {
                Drop(node);
                folded = node.Value.Version > folded.Version ? node.Value : folded;
            }

            kept[folded.Id] = latestFirst.AddFirst(folded);
            size += Size(folded);
            while (size > capacity && kept.Count > 1 && latestFirst.Last is { } oldest)
            {
                kept.Remove(oldest.Value.Id);
                Drop(oldest);
            }
        }
    }

    /// <summary>Forgets an incident, so that the next look reads it from its first event.</summary>
    public void Forget(string incidentId)
    {
        lock (gate)
        {
            if (kept.Remove(incidentId, out var node))
            {
                Drop(node);
            }
        }
    }

    void Drop(LinkedListNode<FoldedIncident> node)
    {
        size -= Size(node.Value);
        latestFirst.Remove(node);
    }

    static int Size(FoldedIncident folded) => 1 + (folded.Incident.Alerts.Count / AlertsPerPlace);

    FoldedIncident Known(string incidentId)
    {
        lock (gate)
        {
            return kept.GetValueOrDefault(incidentId)?.Value ?? FoldedIncident.None(incidentId);
        }
    }

    FoldedIncident Follow(FoldedIncident known, IReadOnlyList<StoredEvent> events)
    {
        var latest = known.After(events);
        Keep(latest);
        return latest;
    }
}
