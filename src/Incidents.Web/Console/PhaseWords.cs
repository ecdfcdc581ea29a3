namespace Incidents.Web.Console;

/// <summary>Where an incident stands, in words.</summary>
static class PhaseWords
{
    /// <summary>Of an incident.</summary>
    public static string Of(Incident incident) => incident switch
    {
        { Phase: Phase.Detecting, OnCall: null } => "new",
        { IsOver: true } when incident.Actions.Count(a => a.ClosedAt is null) is > 0 and var open => $"{Of(incident.Phase)}, {open} {(open == 1 ? "action" : "actions")} open",
        { IsOver: true, Ended: false } => $"{Of(incident.Phase)}, not everybody told",
        _ => Of(incident.Phase),
    };

    /// <summary>Of a phase.</summary>
    public static string Of(Phase phase) => phase switch
    {
        Phase.Detecting => "being looked at",
        Phase.Investigating => "investigating",
        Phase.Identified => "identified",
        Phase.Monitoring => "fixed, being watched",
        Phase.Resolved => "resolved, follow-up open",
        Phase.Closed => "closed",
        Phase.Dismissed => "a false alarm",
        _ => "a near miss",
    };
}
