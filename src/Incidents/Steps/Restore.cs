using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Steps 6 and 7, the facts: a fix is in place; the team is satisfied. When that is announced the clock of the follow-up starts.</summary>
static class Restore
{
    public static readonly PlanPart Part = new("Restore", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        ApplyFix s => i switch
        {
            _ when string.IsNullOrWhiteSpace(s.What) => Decision.Refuse("Please say what the fix is."),
            { IsUnresolved: false } => Decision.Refuse(NotOpen(i, policy)),
            { Resolution: not null } => Decision.Refuse("The team has said that it is resolved. If it came back, report a relapse."),
            { Fix: not null } => i.Fix == s.What.Trim() ? Decision.Nothing : Writing.Note(i, s.At, s.By, $"Fix, further: {s.What.Trim()}"),
            _ => Decision.Of(new FixApplied(s.At, s.By, s.What.Trim())),
        },
        DeclareResolved s => i switch
        {
            { Resolution: not null } => Decision.Nothing,
            { IsUnresolved: false } => Decision.Refuse(NotOpen(i, policy)),
            _ when string.IsNullOrWhiteSpace(s.Summary) => Decision.Refuse("Please say in a sentence why it is resolved; it goes into the announcement."),
            _ => Decision.Of(new ResolutionDeclared(s.At, s.By, s.Summary.Trim())),
        },
        ResolutionDeclared e => Answers.Void(i, e.At, "The team says that it is resolved.",
            r => r.Request.Kind is RequestKind.ConfirmTeam or RequestKind.AssessSeverity or RequestKind.StillFiring || r.Request.Notice is NoticeKind.Investigating or NoticeKind.Update or NoticeKind.Workaround),
        AnnouncementMade { Kind: NoticeKind.Resolved } e => Decision.Of(new IncidentResolved(e.At, e.At + policy.Times.PostmortemWithin, e.At + policy.Times.RelapseWindow)),
        _ => Decision.Nothing,
    };

    static string NotOpen(Incident i, PlanPolicy policy) => i switch
    {
        { IsOver: true } => "It is already over.",
        { ResolvedAt: { } at } => $"It is resolved since {policy.Time(at)}. If it came back, report a relapse.",
        _ => "It is not an incident yet. Declare it first, or dismiss it as a false alarm.",
    };
}
