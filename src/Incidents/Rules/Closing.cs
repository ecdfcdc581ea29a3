namespace Incidents.Rules;

/// <summary>An incident closes when steps 8 and 9 are done and a suspected breach is settled.</summary>
static class Closing
{
    public static readonly PlanPart Part = new("Closing", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) =>
        occurrence is CommunicationConcluded or PostmortemHeld or ActionsConfirmed or ReportConfirmed or AuthorityNotified or NotificationWaived or BreachCleared
        && i is { Phase: Phase.Resolved, ConcludedAt: not null, Postmortem: not null, ActionsConfirmedAt: not null }
        && (!i.IsPublic || i.ReportConfirmedAt is not null) && i.Breach is null or { Settled: true }
            ? Decision.Of(new IncidentClosed(occurrence.At)) : Decision.Nothing;
}
