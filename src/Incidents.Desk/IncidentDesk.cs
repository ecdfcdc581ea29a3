using Incidents.Public;
using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>The one use case that moves an incident: waiting signals and due deadlines in, events and effects out, in one transaction.</summary>
public sealed partial class IncidentDesk(IIncidentLog log, Func<PlanPolicy> policy, TimeProvider time, IBell bell, ILogger<IncidentDesk> logger)
{
    // Two hosts or two requests may race on one incident; each lost race means that another one made progress.
    const int MaxRaces = 50;

    static readonly TimeSpan StuckPause = TimeSpan.FromMinutes(1);

    /// <summary>Stores a signal, moves the incident and returns what the plan said to it.</summary>
    /// <exception cref="LogUnavailableException">The log cannot be written; nothing was changed, and the same signal can be sent again.</exception>
    public async Task<SignalOutcome> TellAsync(StoredSignal signal, CancellationToken ct)
    {
        await log.StoreSignalAsync(signal, ct);
        // From here on the signal is on disk: a caller that hangs up does not take it back.
        await AdvanceAsync(signal.IncidentId, CancellationToken.None);
        bell.Ring(signal, PlanStep.NameFor(signal.Signal, await LookAsync(signal.IncidentId, CancellationToken.None) ?? Incident.None));
        return await log.OutcomeAsync(signal.IncidentId, signal.Id, CancellationToken.None)
            ?? throw new InvalidOperationException($"Signal {signal.Id} of {signal.IncidentId} has no outcome after the advance.");
    }

    /// <summary>The incident as the log has it; null when there is none.</summary>
    public async Task<Incident?> LookAsync(string incidentId, CancellationToken ct) =>
        await log.ReadAsync(incidentId, 1, ct) is { Count: > 0 } events ? Incident.None.Apply(events.Select(e => e.Event)) : null;

    /// <summary>Its events with their effects, oldest first.</summary>
    public Task<IReadOnlyList<StoredEvent>> TimelineAsync(string incidentId, CancellationToken ct) => log.ReadAsync(incidentId, 1, ct);

    /// <summary>
    /// Moves one incident: decides the waiting signals in the order stored, strikes what is due, appends, and returns every due effect that the ledger does
    /// not show as finished, so that a crash after the append loses none.
    /// </summary>
    public async Task<Advance> AdvanceAsync(string incidentId, CancellationToken ct)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var stored = await log.ReadAsync(incidentId, 1, ct);
            var ledger = (await log.LedgerAsync(incidentId, ct)).ToDictionary(e => e.EffectId, StringComparer.Ordinal);
            var waiting = await log.WaitingSignalsAsync(incidentId, ct);
            var turn = new Turn(incidentId, stored, policy());
            foreach (var signal in waiting.Concat(Unreported(incidentId, stored, ledger, turn.Incident, waiting)))
            {
                turn.StrikeIfDue(signal.Signal.At);
                turn.Decide(signal);
            }

            turn.StrikeIfDue(time.GetUtcNow());
            if (turn.Stuck)
            {
                LogStuck(logger, incidentId);
            }

            var effects = Effects(incidentId, [.. stored, .. turn.Events]);
            var unfinished = effects.Where(e => ledger.GetValueOrDefault(e.Id) is not { Finished: true }).ToList();
            if (turn.Events.Count == 0 && turn.Outcomes.Count == 0)
            {
                return Answer(turn, unfinished, ledger);
            }

            if (await log.AppendAsync(new LogAppend(incidentId, stored.Count, turn.Events, turn.Outcomes, Head(turn, unfinished.Count)), ct))
            {
                return Answer(turn, unfinished, ledger);
            }
        }

        throw new InvalidOperationException($"Incident {incidentId} was changed by others {MaxRaces} times in a row.");
    }

    // A delivery whose ledger entry is finished but whose report was lost in a crash is reported now.
    IEnumerable<StoredSignal> Unreported(string incidentId, IReadOnlyList<StoredEvent> stored, Dictionary<string, LedgerEntry> ledger, Incident incident, IReadOnlyList<StoredSignal> waiting) =>
        Effects(incidentId, stored)
            .Where(e => ledger.GetValueOrDefault(e.Id) is { Finished: true } && !incident.Settled.Contains(e.Id) && waiting.All(w => w.Id != ReportId(e.Id)))
            .Select(e => Report(ledger[e.Id], e.Effect, time.GetUtcNow()));

    /// <summary>The report of a finished delivery.</summary>
    internal static StoredSignal Report(LedgerEntry entry, Effect effect, DateTimeOffset at) => new(ReportId(entry.EffectId), entry.IncidentId,
        new DeliveryReported(at, entry.EffectId, effect, entry.State switch
        {
            LedgerState.Delivered => DeliveryOutcome.Delivered,
            LedgerState.Dropped => DeliveryOutcome.Dropped,
            LedgerState.Uncertain => DeliveryOutcome.Uncertain,
            _ => DeliveryOutcome.GivenUp,
        }, entry.Detail));

    static string ReportId(string effectId) => $"delivery/{effectId}";

    static List<(string Id, Effect Effect)> Effects(string incidentId, IReadOnlyList<StoredEvent> events) =>
        [.. events.SelectMany(e => e.Effects.Select((effect, ordinal) => (EffectId.Of(incidentId, e.Sequence, ordinal), effect)))];

    Advance Answer(Turn turn, List<(string Id, Effect Effect)> unfinished, Dictionary<string, LedgerEntry> ledger)
    {
        var now = time.GetUtcNow();
        var firsts = unfinished.DistinctBy(e => e.Effect.Lane, StringComparer.Ordinal).Select(e => new DueEffect(e.Id, e.Effect, ledger.GetValueOrDefault(e.Id)?.Until ?? now)).ToList();
        var later = firsts.Where(e => e.DueAt > now).Select(e => (DateTimeOffset?)e.DueAt);
        // A deadline that a strike did not serve would wake the host at once, again and again.
        var deadline = Plan.NextDeadline(turn.Incident) is { } next && turn.Stuck && next < now + StuckPause ? now + StuckPause : Plan.NextDeadline(turn.Incident);
        return new Advance([.. firsts.Where(e => e.DueAt <= now)], later.Append(deadline).Min(), turn.Incident.Ended && unfinished.Count == 0);
    }

    static IncidentHead Head(Turn turn, int unfinished)
    {
        var i = turn.Incident;
        return new IncidentHead(turn.IncidentId, i.Version, i.Title, i.Service, i.Phase, i.Severity, i.OpenedAt ?? default, i.ResolvedAt, Plan.NextDeadline(i),
            (i.Ended && unfinished == 0) || i.OpenedAt is null, i.IsPrivate, i.Drill, PublicRecord.Of(turn.IncidentId, i));
    }

    [LoggerMessage(1001, LogLevel.Error, "Incident {IncidentId} has a deadline that a strike did not serve; it is struck again in a minute.")]
    static partial void LogStuck(ILogger logger, string incidentId);
}
