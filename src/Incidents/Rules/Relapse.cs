using Incidents.Steps;

namespace Incidents.Rules;

/// <summary>It came back: identified, monitoring and resolved go back to investigating, with a reason and a notice.</summary>
static class Relapse
{
    public static readonly PlanPart Part = new("Relapse", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        ReportRelapse s => Back(i, s.At, s.By, s.Reason, policy),
        DecisionMade { Choice: "relapse" } e => Back(i, e.At, e.By, e.Note ?? "The alert fires again.", policy),
        AlertJoined or AlertsJoined or UserCounted when i.Phase == Phase.Resolved && !i.OpenRequests(RequestKind.ConfirmRelapse).Any() => Ask.Request(i, occurrence.At, policy,
            Ask.Question(RequestKind.ConfirmRelapse, "It is reported again. Has it come back?", i.Title, Team.Lead(i, policy, occurrence.At), occurrence.At + policy.Times.LinkLife, SilenceKind.AsksAgain, null,
                "If you do not answer, it stays resolved.", new Choice("relapse", "Yes, it has come back"), new Choice("no", "No, this is something else"))),
        _ => Decision.Nothing,
    };

    static Decision Back(Incident i, DateTimeOffset at, string by, string reason, PlanPolicy policy) => i switch
    {
        { IsOver: true } => Decision.Refuse("It is closed. A new alert or report opens a new incident."),
        _ when string.IsNullOrWhiteSpace(reason) => Decision.Refuse("Please say what came back; it goes into the notice."),
        { Phase: Phase.Identified or Phase.Monitoring or Phase.Resolved } or { Resolution: not null } =>
            Answers.Void(i, at, "It has come back.", r => r.Request.Notice is not null || r.Request.Kind is RequestKind.ConfirmRelapse or RequestKind.AssessSeverity)
                .And(new Relapsed(at, by, reason.Trim(), at + policy.Times.Reminder),
                [
                    .. Booking.Cancel(i, at, $"It has come back: {reason.Trim()}", policy),
                    .. Team.Wake(Team.Of(i), policy, Ask.Subject(i, "It has come back"), $"{reason.Trim()}\n\nIt is being investigated again. A meeting that was booked for the post-mortem is cancelled."),
                ]),
        { Phase: Phase.Investigating } => Decision.Nothing,
        _ => Decision.Refuse("It is not an incident yet, so it cannot have come back."),
    };
}
