using System.Globalization;
using Incidents.Desk;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

public sealed partial class SqliteIncidentLog
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(string incidentId, int fromSequence, CancellationToken ct) =>
        await QueryAsync("SELECT sequence, event, effects FROM events WHERE incident = $incident AND sequence >= $from ORDER BY sequence",
            r => new StoredEvent(r.GetInt32(0), LogJson.Read<Event>(r.GetString(1)), LogJson.Read<List<Effect>>(r.GetString(2))), ct, ("$incident", incidentId), ("$from", fromSequence));

    /// <inheritdoc/>
    public Task<bool> AppendAsync(LogAppend append, CancellationToken ct)
    {
        var events = append.Events.Select(e => (e.Sequence, Event: LogJson.Write(e.Event), Effects: LogJson.Write(e.Effects))).ToList();
        var head = LogJson.Write(append.Head);
        return writer.WriteAsync(s =>
        {
            if ((long)s.Scalar("SELECT COALESCE(MAX(sequence), 0) FROM events WHERE incident = $incident", ("$incident", append.IncidentId))! != append.ExpectedVersion)
            {
                return false;
            }

            foreach (var e in events)
            {
                s.Run("INSERT INTO events (incident, sequence, event, effects) VALUES ($incident, $sequence, $event, $effects)",
                    ("$incident", append.IncidentId), ("$sequence", e.Sequence), ("$event", e.Event), ("$effects", e.Effects));
            }

            foreach (var outcome in append.Outcomes)
            {
                // A report that the desk made up after a crash was never stored as a signal; its outcome needs no row.
                s.Run("UPDATE signals SET outcome = $outcome, reason = $reason WHERE incident = $incident AND id = $id",
                    ("$incident", append.IncidentId), ("$id", outcome.SignalId), ("$outcome", (int)outcome.Kind), ("$reason", outcome.Reason));
            }

            s.Run("""
                INSERT INTO heads (incident, version, opened, ended, public, head, change) VALUES ($incident, $version, $opened, $ended, $public, $head, (SELECT COALESCE(MAX(change), 0) + 1 FROM heads))
                ON CONFLICT (incident) DO UPDATE SET version = $version, opened = $opened, ended = $ended, public = $public, head = $head, change = excluded.change
                """, ("$incident", append.IncidentId), ("$version", append.Head.Version), ("$opened", append.Head.OpenedAt.UtcTicks), ("$ended", append.Head.Ended ? 1 : 0),
                ("$public", append.Head.Public is null ? 0 : 1), ("$head", head));
            return true;
        }, ct);
    }

    /// <inheritdoc/>
    public async Task<IncidentHead?> HeadAsync(string incidentId, CancellationToken ct) =>
        (await QueryAsync("SELECT head FROM heads WHERE incident = $incident", Head, ct, ("$incident", incidentId))).FirstOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IncidentHead>> HeadsAsync(HeadFilter filter, int max, CancellationToken ct) => await QueryAsync(
        filter switch
        {
            HeadFilter.Open => "SELECT head FROM heads WHERE ended = 0 ORDER BY opened DESC LIMIT $max",
            HeadFilter.Public => "SELECT head FROM heads WHERE public = 1 ORDER BY opened DESC LIMIT $max",
            _ => "SELECT head FROM heads ORDER BY opened DESC LIMIT $max",
        }, Head, ct, ("$max", max));

    /// <inheritdoc/>
    /// <remarks>The mark is the number of the latest change; there is one writer, so no change with a lower number comes later.</remarks>
    public async Task<PublicNews> PublicNewsAsync(string? mark, CancellationToken ct)
    {
        var known = long.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var rows = await QueryAsync(known < 0 ? "SELECT change, head FROM heads WHERE public = 1" : "SELECT change, head FROM heads WHERE change > $known", r => (Change: r.GetInt64(0), Head: LogJson.Read<IncidentHead>(r.GetString(1))), ct, ("$known", known));
        return new PublicNews([.. rows.Select(row => row.Head)], rows.Select(row => row.Change).Append(Math.Max(known, 0)).Max().ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public Task<string> CorrelateAsync(string key, string candidate, string? replaces, CancellationToken ct) => writer.WriteAsync(s => s.Correlations.Correlate([new Correlation(key, candidate, replaces)])[0], ct);

    /// <inheritdoc/>
    public async Task<string?> CorrelatedAsync(string key, CancellationToken ct) =>
        (await CorrelatedAsync([key], ct)).GetValueOrDefault(key);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LedgerEntry>> LedgerAsync(string incidentId, CancellationToken ct) =>
        await QueryAsync("SELECT entry FROM ledger WHERE incident = $incident", r => LogJson.Read<LedgerEntry>(r.GetString(0)), ct, ("$incident", incidentId));

    /// <inheritdoc/>
    public Task<bool> WriteLedgerAsync(LedgerEntry entry, int expectedRevision, CancellationToken ct)
    {
        var json = LogJson.Write(entry);
        return writer.WriteAsync(s => expectedRevision == 0
            ? s.Run("INSERT INTO ledger (effect, incident, revision, entry) VALUES ($effect, $incident, $revision, $entry) ON CONFLICT DO NOTHING", Row(entry, json)) == 1
            : s.Run("UPDATE ledger SET revision = $revision, entry = $entry WHERE effect = $effect AND revision = $expected", [.. Row(entry, json), ("$expected", expectedRevision)]) == 1, ct);
    }

    static (string Name, object? Value)[] Row(LedgerEntry entry, string json) =>
        [("$effect", entry.EffectId), ("$incident", entry.IncidentId), ("$revision", entry.Revision), ("$entry", json)];

    static IncidentHead Head(SqliteDataReader r) => LogJson.Read<IncidentHead>(r.GetString(0));
}
