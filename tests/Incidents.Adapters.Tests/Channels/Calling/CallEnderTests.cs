using Incidents.Adapters.Channels.Calling;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Calling;

/// <summary>A call ends at its provider as soon as nobody needs to hear it.</summary>
public sealed class CallEnderTests : IAsyncLifetime, IBell
{
    const string Incident = "i1";

    readonly Scratch scratch = new();
    readonly FakeTimeProvider time = new(Company.Monday);
    readonly PushoverServer pushover = new();
    readonly PagerDutyServer pagerDuty = new();
    SqliteIncidentLog log = null!;
    IncidentDesk desk = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await pushover.StartAsync();
        await pagerDuty.StartAsync();
        log = SqliteIncidentLog.Open(Path.Combine(scratch.Path, "incidents.db"));
        desk = new IncidentDesk(log, () => Company.Policy, time, this, NullLogger<IncidentDesk>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await pushover.DisposeAsync();
        await pagerDuty.DisposeAsync();
        await log.DisposeAsync();
        scratch.Dispose();
    }

    [Theory]
    [InlineData(Misbehaviour.None)]
    [InlineData(Misbehaviour.LosesTheAnswer)]
    public async Task An_emergency_of_Pushover_stops_once_its_question_is_answered_also_when_nobody_knows_whether_it_left(Misbehaviour misbehaviour)
    {
        pushover.Misbehaviour = misbehaviour;
        await CallAsync(Pushover());
        pushover.Misbehaviour = Misbehaviour.None;
        await Ender(Pushover()).RoundAsync(Ct);
        Assert.Empty(pushover.Cancelled);

        await SayAsync(at => new Acknowledge(at, "ana"));
        await Ender(Pushover()).RoundAsync(Ct);
        await Ender(Pushover()).RoundAsync(Ct);

        Assert.Equal(Assert.Single(pushover.Messages)["tags"], Assert.Single(pushover.Cancelled));
    }

    [Fact]
    public async Task What_cannot_be_ended_now_is_tried_again_and_after_a_day_forgotten()
    {
        await CallAsync(Pushover());
        await SayAsync(at => new Acknowledge(at, "ana"));
        pushover.Misbehaviour = Misbehaviour.Fails;
        await Ender(Pushover()).RoundAsync(Ct);
        Assert.Single(await new OpenCalls(log).ReadAsync(Ct));

        pushover.Misbehaviour = Misbehaviour.None;
        await Ender(Pushover()).RoundAsync(Ct);
        Assert.Single(pushover.Cancelled);
        Assert.Empty(await new OpenCalls(log).ReadAsync(Ct));
    }

    [Fact]
    public async Task An_alert_of_PagerDuty_is_resolved_with_the_last_of_those_who_are_called_by_it()
    {
        await CallAsync(PagerDuty());
        await SayAsync(at => new DeclareIncident(at, "rui", "Orders fail"));
        var command = (await desk.LookAsync(Incident, Ct))!.OpenRequests(RequestKind.TakeCommand).Single().Request;
        await Push(PagerDuty()).AttemptAsync(await DeliveryAsync("i1/9/0", new PushPerson("mia", "Do you take it?", "Orders fail", Urgent: true, command.Id)), Ct);
        await SayAsync(at => new Acknowledge(at, "ana"));
        await Ender(PagerDuty()).RoundAsync(Ct);
        Assert.Empty(pagerDuty.Resolved);

        await SayAsync(at => new AcceptCommand(at, "mia"));
        await Ender(PagerDuty()).RoundAsync(Ct);
        Assert.Equal(["incident-i1"], pagerDuty.Resolved);
    }

    [Fact]
    public async Task A_call_that_asks_nothing_ends_with_the_incident()
    {
        await SayAsync(at => new AlertFired(at, Company.Alert(startedAt: at)));
        await Push(PagerDuty()).AttemptAsync(await DeliveryAsync("i1/9/0", new PushPerson("ana", "It is overdue", "Write an update", Urgent: true)), Ct);
        await Ender(PagerDuty()).RoundAsync(Ct);
        Assert.Empty(pagerDuty.Resolved);

        await SayAsync(at => new DismissAlarm(at, "ana", "A test"));
        await Ender(PagerDuty()).RoundAsync(Ct);
        Assert.Single(pagerDuty.Resolved);
    }

    // The plan calls Ana, and the call goes out.
    async Task CallAsync(Way way)
    {
        await SayAsync(at => new AlertFired(at, Company.Alert(startedAt: at)));
        var due = (await desk.AdvanceAsync(Incident, Ct)).Due.Single(d => d.Effect is PushPerson);
        await Push(way).AttemptAsync(await DeliveryAsync(due.EffectId, due.Effect), Ct);
    }

    async Task<Delivery> DeliveryAsync(string id, Effect effect) => new(id, Incident, effect, (await desk.LookAsync(Incident, Ct))!);

    Task<SignalOutcome> SayAsync(Func<DateTimeOffset, Signal> signal) => desk.TellAsync(new StoredSignal(Guid.NewGuid().ToString(), Incident, signal(time.GetUtcNow())), Ct);

    PersonalPush Push(Way way) => new(_ => [way], new FolderFiles(scratch.Path), time, new OpenCalls(log));

    CallEnder Ender(Way way) => new(new OpenCalls(log), desk, _ => [way], time, NullLogger<CallEnder>.Instance);

    Way Pushover() => CallingCases.Pushover(pushover, time) is var push ? new Way("pushover", TimeSpan.Zero, push) { End = push.EndAsync } : null!;

    Way PagerDuty() => CallingCases.PagerDuty(pagerDuty, time) is var push ? new Way("pagerDuty", TimeSpan.Zero, push) { End = push.EndAsync, EndsForAll = true } : null!;

    void IBell.Ring(StoredSignal signal, string step)
    {
    }
}
