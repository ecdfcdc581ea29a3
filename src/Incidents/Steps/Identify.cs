using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Step 4: findings are taken at any time; scope, and cause or "unknown", end it. After every finding the severity is asked for again.</summary>
static class Identify
{
    public static readonly PlanPart Part = new("Identify", React, i => [i.FindingsRemindAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        RecordFinding s => Record(i, s),
        FindingRecorded or IncidentDeclared when i is { DeclaredAt: not null, IdentifiedAt: null, IsUnresolved: true, Scope: { } scope, Cause: { } cause } =>
            Decision.Of(new ProblemIdentified(occurrence.At, scope, cause)).AndIf(occurrence is FindingRecorded, () => AskSeverity(i, occurrence.At, policy)),
        FindingRecorded e when i.IsUnresolved => AskSeverity(i, e.At, policy),
        TeamSet e when i.IdentifiedAt is null => Decision.Of(new Noted(e.At, null, "The technical contact was told to look for the cause."),
            Team.Mail(Team.Finder(i, policy, e.At), Ask.Subject(i, "Please find and mitigate"), $"{i.Title}\n\nRecord what you find in the console: what you did, who is affected, and the cause or \"unknown\".")),
        ContainProblem s => Contain(i, s),
        ClockStruck s when i.FindingsRemindAt <= s.At => Decision.Of(new FindingsReminded(s.At, s.At + policy.Times.Reminder),
            Team.News(Team.Finder(i, policy, s.At), Ask.Subject(i, "Scope and cause are still missing"), "Please record what you know in the console; \"unknown\" is an answer too.")),
        _ => Decision.Nothing,
    };

    static Decision Record(Incident i, RecordFinding s)
    {
        var (mitigation, scope, cause) = (Clean(s.Mitigation), Clean(s.Scope), Clean(s.Cause));
        return i switch
        {
            { IsOver: true } => Decision.Refuse("The incident is over; add a note or amend the report."),
            _ when mitigation is null && scope is null && cause is null => Decision.Refuse("Please write at least one of mitigation, scope and cause."),
            _ when (mitigation is null || mitigation == i.Mitigation) && (scope is null || scope == i.Scope) && (cause is null || cause == i.Cause) => Decision.Nothing,
            _ => Decision.Of(new FindingRecorded(s.At, s.By, mitigation, scope, cause)),
        };
    }

    static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static Decision Contain(Incident i, ContainProblem s) => i switch
    {
        { ContainedAt: not null } => Decision.Nothing,
        { IsUnresolved: false } => Decision.Refuse("There is no open incident to contain."),
        _ when string.IsNullOrWhiteSpace(s.How) => Decision.Refuse("Please say how it was contained."),
        _ => Decision.Of(new ProblemContained(s.At, s.By, s.How)),
    };

    static Decision AskSeverity(Incident i, DateTimeOffset at, PlanPolicy policy) => i.Resolution is not null ? Decision.Nothing
        : Answers.Void(i, at, "A newer finding asks again.", r => r.Request.Kind == RequestKind.AssessSeverity)
            .And(Ask.Request(i, at, policy, Ask.Question(RequestKind.AssessSeverity, "After this finding, how severe is it?",
                $"Scope: {i.Scope ?? "not known yet"}\nCause: {i.Cause ?? "not known yet"}\nMitigation: {i.Mitigation ?? "none yet"}\nSeverity now: {i.Severity}",
                Team.Lead(i, policy, at), at + policy.Times.LinkLife, SilenceKind.AsksAgain, null, "If you do not answer, the severity stays.",
                [.. Enum.GetValues<Severity>().Reverse().Select(s => new Choice(s.ToString(), s.ToString()))])));
}
