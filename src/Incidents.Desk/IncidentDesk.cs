using Incidents.Public;
using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>The one use case that moves an incident: waiting signals and due deadlines in, events and effects out, in one transaction.</summary>
public sealed partial class IncidentDesk(IIncidentLog log, Func<PlanPolicy> policy, TimeProvider time, IBell bell, ILogger<IncidentDesk> logger)
{
    // Two hosts or two requests may race on one incident; each lost race means that another one made progress.
    const int MaxRaces = 50;

    static readonly TimeSpan StuckPause = TimeSpan.FromMinutes(1);

    readonly FoldedIncidents folded = new(log);
    readonly Stories stories = new(log);

    /// <summary>Stores a signal, moves the incident and returns what the plan said to it.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be written; nothing was changed, and the same signal can be sent again.</exception>
    public async Task<SignalOutcome> TellAsync(StoredSignal signal, CancellationToken ct)
    {
        await log.StoreSignalAsync(signal, ct);
        // From here on the signal is on disk: a caller that hangs up does not take it back.
        var (_, outcomes, incident) = await MoveAsync(signal.IncidentId, unstored: null, CancellationToken.None);
        bell.Ring(signal, PlanStep.NameFor(signal.Signal, incident));
        // It was decided before, or by another process, when this turn did not.
        return outcomes.FirstOrDefault(o => o.SignalId == signal.Id) ?? await log.OutcomeAsync(signal.IncidentId, signal.Id, CancellationToken.None)
            ?? throw new InvalidOperationException($"Signal {signal.Id} of {signal.IncidentId} has no outcome after the advance.");
    }

    /// <summary>
    /// The same for a signal that the plan takes in once however often it is told, and that the caller tells again after a crash: it need not be stored beside what it
    /// was made of. Alerts are: their input waits in the log until their events are there.
    /// </summary>
    /// <exception cref="LogUnavailableException">The log cannot be written; nothing was changed.</exception>
    public async Task<SignalOutcome> TellUnstoredAsync(StoredSignal signal, CancellationToken ct)
    {
        var (_, outcomes, incident) = await MoveAsync(signal.IncidentId, signal, ct);
        var outcome = outcomes.First(o => o.SignalId == signal.Id);
        if (outcome.Kind == OutcomeKind.Accepted)
        {
            bell.Ring(signal, PlanStep.NameFor(signal.Signal, incident));
        }

        return outcome;
    }

    /// <summary>The incident as the log has it; null when there is none.</summary>
    public async Task<Incident?> LookAsync(string incidentId, CancellationToken ct) =>
        await folded.LatestAsync(incidentId, ct) is { Version: > 0 } latest ? latest.Incident : null;

    /// <summary>The same with what it still wants done.</summary>
    internal Task<FoldedIncident> OpenAsync(string incidentId, CancellationToken ct) => folded.LatestAsync(incidentId, ct);

    /// <summary>Its timeline as people read it: runs of alerts are one line. Small, and quick once it was looked at; empty when there is no such incident.</summary>
    public async Task<StoryView> StoryAsync(string incidentId, CancellationToken ct) =>
        await stories.ViewAsync(incidentId, (await folded.LatestAsync(incidentId, ct)).Version, ct);

    /// <summary>Its events with their effects, oldest first: all of them, which after a storm is a lot.</summary>
    public Task<IReadOnlyList<StoredEvent>> TimelineAsync(string incidentId, CancellationToken ct) => log.ReadAsync(incidentId, 1, ct);

    /// <summary>
    /// Moves one incident: decides the waiting signals in the order stored, reports finished deliveries, strikes what is due, appends, and returns every due
    /// effect that the ledger does not show as finished, so that a crash after the append loses none. Must follow every delivery: it is what tells the plan.
    /// </summary>
    /// <remarks>An incident that was looked at before costs at most three calls of the log: what is new, the ledger when another process opened an effect, the append.</remarks>
    public async Task<Advance> AdvanceAsync(string incidentId, CancellationToken ct) => (await MoveAsync(incidentId, unstored: null, ct)).Advance;

    async Task<(Advance Advance, IReadOnlyList<SignalOutcome> Outcomes, Incident Incident)> MoveAsync(string incidentId, StoredSignal? unstored, CancellationToken ct)
    {
        var lostAt = -1;
        for (var race = 0; race < MaxRaces; race++)
        {
            var (before, waiting, entries) = await folded.NewsAsync(incidentId, ct);
            if (before.Version == lostAt)
            {
                // Lost to nobody: the log is not the one that was folded (a restored backup). Only the log counts.
                folded.Forget(incidentId);
                (before, waiting, entries) = await folded.NewsAsync(incidentId, ct);
            }

            var ledger = entries.ToDictionary(e => e.EffectId, StringComparer.Ordinal);
            var turn = Decide(before, unstored is null ? waiting : [.. waiting, unstored], ledger);
            var after = turn.After;
            var unfinished = after.Open.Where(e => ledger.GetValueOrDefault(e.Id) is not { Finished: true }).ToList();
            if ((turn.Events.Count == 0 && turn.Outcomes.Count == (unstored is null ? 0 : 1))
                || await log.AppendAsync(new LogAppend(incidentId, before.Version, turn.Events, turn.Outcomes, Head(turn, unfinished.Count)), ct))
            {
                folded.Keep(after);
                if (turn.Events.Count > 0)
                {
                    bell.Appended(incidentId);
                }

                return (Answer(turn, unfinished, ledger), turn.Outcomes, after.Incident);
            }

            lostAt = before.Version;
        }

        throw new InvalidOperationException($"Incident {incidentId} was changed by others {MaxRaces} times in a row.");
    }

    Turn Decide(FoldedIncident before, IReadOnlyList<StoredSignal> waiting, Dictionary<string, LedgerEntry> ledger)
    {
        var turn = new Turn(before, policy());
        foreach (var signal in waiting)
        {
            turn.StrikeIfDue(signal.Signal.At);
            turn.Decide(signal);
        }

        var now = time.GetUtcNow();
        turn.StrikeIfDue(now);
        foreach (var (id, effect, _) in before.Open)
        {
            if (ledger.GetValueOrDefault(id) is { Finished: true } entry)
            {
                turn.Report(Report(entry, effect, now));
            }
        }

        // A report may have moved a deadline to this very moment.
        turn.StrikeIfDue(now);
        if (turn.Stuck)
        {
            LogStuck(logger, before.Id);
        }

        return turn;
    }

    static DeliveryReported Report(LedgerEntry entry, Effect effect, DateTimeOffset at) => new(at, entry.EffectId, effect, entry.State switch
    {
        LedgerState.Delivered => DeliveryOutcome.Delivered,
        LedgerState.Dropped => DeliveryOutcome.Dropped,
        LedgerState.Uncertain => DeliveryOutcome.Uncertain,
        _ => DeliveryOutcome.GivenUp,
    }, entry.Detail);

    Advance Answer(Turn turn, List<OpenEffect> unfinished, Dictionary<string, LedgerEntry> ledger)
    {
        var now = time.GetUtcNow();
        var firsts = unfinished.DistinctBy(e => e.Effect.Lane, StringComparer.Ordinal).Select(e => (Open: e, Entry: ledger.GetValueOrDefault(e.Id)))
            .Select(e => new DueEffect(e.Open.Id, e.Open.Effect, e.Entry is { } entry ? entry.Until ?? now : Sharing.LeavesAt(turn.Incident, e.Open) ?? now, e.Entry)).ToList();
        var later = firsts.Where(e => e.DueAt > now).Select(e => (DateTimeOffset?)e.DueAt);
        // A deadline that a strike did not serve would wake the host at once, again and again.
        var deadline = Plan.NextDeadline(turn.Incident) is { } next && turn.Stuck && next < now + StuckPause ? now + StuckPause : Plan.NextDeadline(turn.Incident);
        return new Advance([.. firsts.Where(e => e.DueAt <= now)], later.Append(deadline).Min(), turn.Incident.Ended && unfinished.Count == 0);
    }

    IncidentHead Head(Turn turn, int unfinished)
    {
        var i = turn.Incident;
        return new IncidentHead(turn.IncidentId, i.Version, i.Title, i.Service, i.Phase, i.Severity, i.OpenedAt ?? default, i.ResolvedAt, Plan.NextDeadline(i),
            (i.Ended && unfinished == 0) || i.OpenedAt is null, i.IsPrivate, i.Drill, PublicRecord.Of(turn.IncidentId, i), unfinished > 0 ? time.GetUtcNow() : null);
    }

    [LoggerMessage(1001, LogLevel.Error, "Incident {IncidentId} has a deadline that a strike did not serve; it is struck again in a minute.")]
    static partial void LogStuck(ILogger logger, string incidentId);
}
