using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Step 1: a manager takes the incident, the call is open, the team is named, the severity is known.</summary>
static class SetUp
{
    public static readonly PlanPart Part = new("SetUp", React, i => [i.ManagerCalling?.NextAt, i.SetUpRemindAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        IncidentDeclared { Plan: PlanKind.Full } e => CallManager(e.At, turn: 1, "It is an incident.", policy),
        FullPlanBegan e when i.Manager is null && i.ManagerCalling is null => CallManager(e.At, turn: 1, e.Why, policy),
        ManagerCalled e => Ask.Request(i, e.At, policy, Ask.Question(RequestKind.TakeCommand, "Do you take this incident?",
            $"{e.Why}\n\n{i.Title}\n\nSeverity: {i.SeverityInWords}. Since {policy.Time(i.DetectedAt)}; {Users.InWords(i)}.", [e.Person], e.At + policy.Times.LinkLife, SilenceKind.CallsNext, null,
            $"If you do not answer within {Words.Duration(policy.Times.CallWait)}, the next manager is called.",
            new Choice("accept", "I take it"), new Choice("decline", "I cannot", NeedsNote: true))),
        AcceptCommand s => Accept(i, s.At, s.By, policy),
        DecisionMade { Choice: "accept" } e when KindOf(i, e) == RequestKind.TakeCommand => Accept(i, e.At, e.By, policy),
        DeclineCommand s => Decline(i, s.At, s.By, s.Reason, policy),
        DecisionMade { Choice: "decline" } e when KindOf(i, e) == RequestKind.TakeCommand => Decline(i, e.At, e.By, e.Note!, policy),
        CommandAccepted e => Answers.Void(i, e.At, $"{policy.Roster.NameOf(e.By)} has taken the incident.", r => r.Request.Kind is RequestKind.TakeCommand or RequestKind.Acknowledge)
            .AndIf(i.TeamSetAt is null && i.Resolution is null, () => Decision.Of(new ContactsProposed(e.At, i.Technical ?? i.OnCall ?? First(policy.Roster.CallOrder(e.At)),
                i.Support ?? First(policy.Roster.With(Role.SupportContact))))),
        ContactsProposed e => Propose(i, e.At, policy),
        DecisionMade { Choice: "confirm" } e when KindOf(i, e) == RequestKind.ConfirmTeam => Decision.Nothing
            .AndIf(i.Technical is null, () => Decision.Of(new TechnicalContactNamed(e.At, e.By, i.ProposedTechnical!)))
            .AndIf(i.Support is null, () => Decision.Of(new SupportContactNamed(e.At, e.By, i.ProposedSupport!)))
            .AndIf(i.SeverityConfirmed is null, () => Decision.Of(new SeverityConfirmed(e.At, e.By, i.Severity, "As suggested."))),
        EffectSettled { Outcome: DeliveryOutcome.Delivered, Effect: OpenCall } e => Opened(i, e.At, OpenCall.Read(e.Detail), policy),
        CommandAccepted or TechnicalContactNamed or SupportContactNamed or SeverityConfirmed or RolePassed => Complete(i, occurrence.At, policy),
        ClockStruck s => Strike(i, s.At, policy),
        _ => Decision.Nothing,
    };

    /// <summary>Calls a manager: the one whose turn it is.</summary>
    public static Decision CallManager(DateTimeOffset at, int turn, string why, PlanPolicy policy)
    {
        var managers = policy.Roster.With(Role.Manager);
        return managers.Count == 0 ? Decision.Nothing : Decision.Of(new ManagerCalled(at, managers[(turn - 1) % managers.Count], turn, why, at + policy.Times.CallWait));
    }

    static Decision Strike(Incident i, DateTimeOffset at, PlanPolicy policy)
    {
        var calls = i.ManagerCalling is { } c && c.NextAt <= at ? CallManager(at, c.Turn + 1, "Nobody has taken it yet.", policy) : Decision.Nothing;
        return calls.AndIf(i.SetUpRemindAt <= at, () => Decision.Of(new SetUpReminded(at, at + policy.Times.Reminder),
            Team.Wake(Team.Lead(i, policy, at), policy, Ask.Subject(i, "The team is not complete"), $"Still missing: {Missing(i)}. Name them in the console.")));
    }

    static Decision Accept(Incident i, DateTimeOffset at, string by, PlanPolicy policy) => i switch
    {
        { Manager: { } m } => m == by ? Decision.Nothing : Decision.Refuse($"{policy.Roster.NameOf(m)} already has this incident."),
        { IsOver: true } => Decision.Refuse("It is already over; nothing is left to take."),
        { DeclaredAt: null } => Decision.Refuse("It is not an incident yet. If you think it is one, declare it first."),
        _ => Decision.Of(new CommandAccepted(at, by, at + policy.Times.Reminder), i.CallAddress is null && i.Resolution is null ? [new OpenCall(Ask.Subject(i, i.Title))] : [])
            .AndIf(i.Plan == PlanKind.Simplified, () => Decision.Of(new FullPlanBegan(at, "A manager has taken it."))),
    };

    static Decision Decline(Incident i, DateTimeOffset at, string by, string reason, PlanPolicy policy) => i switch
    {
        { Manager: { } m } when m == by => Decision.Refuse("You have this incident. Offer the role to another manager; it passes on when they accept."),
        { Manager: not null } or { IsOver: true } => Decision.Nothing,
        { ManagerCalling: { } c } when c.Person == by => Decision.Of(new CommandDeclined(at, by, reason)).And(CallManager(at, c.Turn + 1, $"{policy.Roster.NameOf(by)} cannot take it.", policy)),
        _ => Decision.Nothing,
    };

    static Decision Propose(Incident i, DateTimeOffset at, PlanPolicy policy) => i is not { Manager: { } manager, ProposedTechnical: { } technical, ProposedSupport: { } support }
        ? Decision.Nothing
        : Ask.Request(i, at, policy, Ask.Question(RequestKind.ConfirmTeam, "Is this the team?",
            $"Technical contact: {policy.Roster.NameOf(technical)}\nSupport contact: {policy.Roster.NameOf(support)}\nSeverity: {i.Severity}", [manager], at + policy.Times.LinkLife,
            SilenceKind.AsksAgain, null, "If you do not answer, you are reminded. To choose others, use the console.", new Choice("confirm", "Yes, this is the team")));

    static Decision Complete(Incident i, DateTimeOffset at, PlanPolicy policy) =>
        i is { TeamSetAt: null, Manager: not null, Technical: not null, Support: not null, SeverityConfirmed: not null, IsUnresolved: true }
            ? Answers.Void(i, at, "The team is set.", r => r.Request.Kind == RequestKind.ConfirmTeam).And(new TeamSet(at, at + policy.Times.Reminder)) : Decision.Nothing;

    static Decision Opened(Incident i, DateTimeOffset at, (string Address, string? Note) call, PlanPolicy policy) => Decision.Of(new CallOpened(at, call.Address, call.Note),
        Team.Mail(Invited(i, policy), Ask.Subject(i, "The call is open"), $"Join the call: {call.Address}{(call.Note is { } note ? $"\n\n{note}" : "")}"));

    static IEnumerable<string> Invited(Incident i, PlanPolicy policy) => Team.Of(i).Concat(new[] { i.ProposedTechnical, i.ProposedSupport }.OfType<string>())
        .Concat(i.IsPrivate ? policy.Roster.With(Role.DataProtectionOfficer) : []);

    static string Missing(Incident i) => string.Join(", ", new[]
    {
        i.Technical is null ? "technical contact" : null, i.Support is null ? "support contact" : null, i.SeverityConfirmed is null ? "severity" : null,
    }.OfType<string>());

    static string? First(IReadOnlyList<string> people) => people.Count > 0 ? people[0] : null;

    static RequestKind KindOf(Incident i, DecisionMade e) => i.Request(e.RequestId)!.Request.Kind;
}
