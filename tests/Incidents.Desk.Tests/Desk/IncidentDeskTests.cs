using Incidents.Tests;

namespace Incidents.Desk.Tests;

public class IncidentDeskTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_the_plans_answer_at_once_and_the_host_is_rung()
    {
        await using var office = new Office();
        var incident = await office.Open();
        Assert.Equal(OutcomeKind.Accepted, (await office.Say(incident, at => new Acknowledge(at, "ana"))).Kind);
        Assert.Equal(OutcomeKind.Nothing, (await office.Say(incident, at => new Acknowledge(at, "ana"))).Kind);
        var refused = await office.Say(incident, at => new AcceptCommand(at, "mia"));
        Assert.Equal("It is not an incident yet. If you think it is one, declare it first.", refused.Reason);
        Assert.Contains(PlanStep.Names[0], office.Rings);
        Assert.Contains(PlanStep.Names[1], office.Rings);
    }

    [Fact]
    public async Task An_answer_rings_for_the_step_that_asked()
    {
        await using var office = new Office();
        var incident = await office.Open();
        await office.Say(incident, at => new DeclareIncident(at, "ana", "Sure"));
        await office.Say(incident, at => new AcceptCommand(at, "mia"));
        var request = (await office.Look(incident)).OpenRequests(RequestKind.ApproveNotice).Single().Request;
        office.Rings.Clear();

        await office.Say(incident, at => new AnswerRequest(at, "mia", request.Id, request.TextHash, request.Choices[0].Name, null));

        Assert.Equal("AnnounceInvestigating", office.Rings[0]);
    }

    [Fact]
    public async Task The_head_says_since_when_something_is_undelivered()
    {
        await using var office = new Office();
        var incident = await office.Open();
        var opened = office.Clock.GetUtcNow();
        Assert.Equal(opened, (await office.Log.HeadAsync(incident, Ct))!.UndeliveredSince);

        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await office.DeliverAll(incident);

        Assert.Null((await office.Log.HeadAsync(incident, Ct))!.UndeliveredSince);
    }

    [Fact]
    public async Task The_same_signal_id_is_decided_once()
    {
        await using var office = new Office();
        var incident = await office.Open();
        var first = await office.Say(incident, at => new AddNote(at, "ana", "One"), id: "n1");
        var again = await office.Say(incident, at => new AddNote(at, "ana", "Another"), id: "n1");
        Assert.Equal(first, again);
        Assert.Single((await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<Noted>());
    }

    [Fact]
    public async Task Of_fifty_decisions_in_parallel_one_counts()
    {
        await using var office = new Office();
        var incident = await office.Open();
        await office.Say(incident, at => new DeclareIncident(at, "ana", "Sure"));
        await office.Say(incident, at => new AcceptCommand(at, "mia"));
        var request = (await office.Look(incident)).OpenRequests(RequestKind.ApproveNotice).Single().Request;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => office.Say(incident,
            at => new AnswerRequest(at, "mia", request.Id, request.TextHash, n % 2 == 0 ? "approve" : "reject", "Because")))));

        Assert.Single(outcomes, o => o.Kind == OutcomeKind.Accepted);
        Assert.Single((await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<DecisionMade>());
    }

    [Fact]
    public async Task After_an_outage_what_was_said_before_a_deadline_is_decided_before_its_strike()
    {
        await using var office = new Office();
        var incident = await office.Open();
        var said = office.Clock.GetUtcNow();
        office.Clock.Advance(TimeSpan.FromMinutes(4));
        await office.Log.StoreSignalAsync(new StoredSignal("s", incident, new Acknowledge(said.AddMinutes(4), "ana")), Ct);
        office.Clock.Advance(TimeSpan.FromMinutes(30));
        await office.Desk.AdvanceAsync(incident, Ct);

        Assert.Single((await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<OnCallCalled>());
        Assert.Equal("ana", (await office.Look(incident)).OnCall);
    }

    [Fact]
    public async Task The_wake_up_time_is_the_plans_next_deadline()
    {
        await using var office = new Office(null, FakeChannel.Works("mail"), FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.DeliverAll(incident);
        Assert.Equal(Company.Monday.AddMinutes(5), (await office.Desk.AdvanceAsync(incident, Ct)).WakeAt);
    }
}
