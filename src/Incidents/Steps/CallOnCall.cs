using Incidents.Rules;

namespace Incidents.Steps;

/// <summary>Step 0, the calls: on-call first, then whoever follows, until somebody answers.</summary>
static class CallOnCall
{
    public static readonly PlanPart Part = new("CallOnCall", React, i => [i.OnCallCalling?.NextAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        Opened e => Call(e.At, turn: 1, policy),
        ClockStruck s when i.OnCallCalling is { } calling && calling.NextAt <= s.At => Call(s.At, calling.Turn + 1, policy),
        OnCallCalled e => Ask.Request(i, e.At, policy, Ask.Question(RequestKind.Acknowledge, "Please look at this", Called(i, policy), [e.Person], e.At + policy.Times.LinkLife,
            SilenceKind.CallsNext, null, $"If you do not answer within {Words.Duration(policy.Times.CallWait)}, the next person is called.", Choices(i))),
        Acknowledge s => Acknowledged(i, s.At, s.By),
        DecisionMade { Choice: "acknowledge" or "declare" } e => Acknowledged(i, e.At, e.By),
        Acknowledged e => Answers.Void(i, e.At, $"{policy.Roster.NameOf(e.By)} looks at it.", r => r.Request.Kind == RequestKind.Acknowledge),
        _ => Decision.Nothing,
    };

    // How bad it seems, what planned work may explain it, and where to look first, as the sender gave it.
    static string Called(Incident i, PlanPolicy policy) => string.Join("\n\n", new[] { i.Title, $"Since {policy.Time(i.DetectedAt)}; {Users.InWords(i)}.", i.PlannedWork, i.Monitoring is { } link ? $"Monitoring: {link.AbsoluteUri}" : null }.OfType<string>());

    static Decision Call(DateTimeOffset at, int turn, PlanPolicy policy)
    {
        var order = policy.Roster.CallOrder(at);
        return order.Count == 0 ? Decision.Nothing : Decision.Of(new OnCallCalled(at, order[(turn - 1) % order.Count], turn, at + policy.Times.CallWait));
    }

    static Decision Acknowledged(Incident i, DateTimeOffset at, string by) => i switch
    {
        { IsOver: true } => Decision.Refuse("It is already over; nothing is left to look at."),
        { OnCall: not null } => Decision.Nothing,
        _ => Decision.Of(new Acknowledged(at, by)),
    };

    static IReadOnlyList<Choice> Choices(Incident i) => i.Phase == Phase.Detecting
        ? [new("acknowledge", "I look at it"), new("declare", "I look at it, and it is an incident", NeedsNote: true), new("dismiss", "It is a false alarm", NeedsNote: true)]
        : [new("acknowledge", "I look at it")];
}
