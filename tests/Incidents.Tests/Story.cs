namespace Incidents.Tests;

/// <summary>Tells an incident's story: signals in, the clock forward, and a look at what the plan did.</summary>
sealed class Story(PlanPolicy policy, DateTimeOffset start)
{
    readonly List<Event> events = [];
    readonly List<(string Id, Effect Effect)> undelivered = [];

    public Incident Incident { get; private set; } = Incident.None;

    public DateTimeOffset Now { get; private set; } = start;

    public IReadOnlyList<Event> Events => events;

    public List<Effect> Effects { get; } = [];

    /// <summary>The same with their ids.</summary>
    public List<(string Id, Effect Effect)> Sent { get; } = [];

    public Decision Say(Func<DateTimeOffset, Signal> signal)
    {
        var decision = Plan.Decide(Incident, signal(Now), policy);
        foreach (var step in decision.Steps)
        {
            Incident = Incident.Apply(step.Event);
            events.Add(step.Event);
            Effects.AddRange(step.Effects);
            Sent.AddRange(step.Effects.Select((effect, n) => ($"i/{Incident.Version}/{n}", effect)));
            undelivered.AddRange(step.Effects.Select((effect, n) => ($"i/{Incident.Version}/{n}", effect)));
        }

        return decision;
    }

    /// <summary>A signal that must not be refused.</summary>
    public Story Do(Func<DateTimeOffset, Signal> signal)
    {
        Assert.Null(Say(signal).Refusal);
        return this;
    }

    /// <summary>Lets time pass and strikes every deadline on the way.</summary>
    public Story Wait(TimeSpan time)
    {
        var until = Now + time;
        while (Plan.NextDeadline(Incident) is { } deadline && deadline <= until)
        {
            Now = deadline > Now ? deadline : Now;
            Do(at => new ClockStruck(at));
            Assert.False(Plan.NextDeadline(Incident) <= Now, "A deadline is left at or before the strike.");
        }

        Now = until;
        return this;
    }

    /// <summary>The desk reports what became of everything that was to be sent; null from the test: nothing yet.</summary>
    public Story Report(Func<Effect, DeliveryOutcome?> outcome)
    {
        foreach (var (id, effect) in undelivered.ToList())
        {
            if (outcome(effect) is { } became)
            {
                undelivered.Remove((id, effect));
                Do(at => new DeliveryReported(at, id, effect, became, "ref"));
            }
        }

        return this;
    }

    /// <summary>Everything that was to be sent arrived.</summary>
    public Story Deliver() => Report(_ => DeliveryOutcome.Delivered);

    /// <summary>A person's answer to the open request of a kind.</summary>
    public Story Answer(RequestKind kind, string by, string choice, string? note = null)
    {
        var request = Incident.OpenRequests(kind).Last(r => r.Request.Approvers.Contains(by)).Request;
        return Do(at => new AnswerRequest(at, by, request.Id, request.TextHash, choice, note));
    }

    /// <summary>Mia approves every public text that waits, Bea every internal one.</summary>
    public Story Approve()
    {
        while (Incident.Requests.FirstOrDefault(r => r.Open && r.Request.Kind is RequestKind.ApproveNotice or RequestKind.ApproveInternal && r.Open) is { } r)
        {
            Do(at => new AnswerRequest(at, r.Request.Approvers[0], r.Request.Id, r.Request.TextHash, "approve", null));
        }

        return this;
    }

    /// <summary>An alert came, Ana looks at it, and it was declared by the rule.</summary>
    public static Story Declared(DateTimeOffset start, PlanPolicy? policy = null, Severity? severity = null)
    {
        var story = new Story(policy ?? Company.Policy, start);
        return story.Do(at => new AlertFired(at, Company.Alert(startedAt: at, users: 40, severity: severity))).Do(at => new Acknowledge(at, "ana")).Wait(TimeSpan.FromMinutes(15));
    }

    /// <summary>Mia has it, the team is set.</summary>
    public static Story TeamSet(DateTimeOffset start, PlanPolicy? policy = null) =>
        Declared(start, policy).Do(at => new AcceptCommand(at, "mia")).Answer(RequestKind.ConfirmTeam, "mia", "confirm");
}
