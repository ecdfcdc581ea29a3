using System.Collections.Concurrent;
using Incidents.Desk;
using Incidents.Desk.Tests;
using Incidents.Host.Loop;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Host.Tests.Loop;

/// <summary>The loop over a real log, on a clock that the test moves.</summary>
public sealed class IncidentLoopTests : IAsyncLifetime
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    readonly InFlight flight = new();
    readonly ConcurrentQueue<string> attempts = [];
    readonly Bell bell;
    readonly Office office;
    readonly IncidentLoop loop;
    Func<Delivery, Attempt> answer = _ => new Attempt.Delivered("ok");

    public IncidentLoopTests()
    {
        bell = new Bell(flight);
        office = new Office(null, Channel("mail"), Channel("push"));
        loop = new IncidentLoop(office.Desk, office.Delivery, new Inbox(office.Intake, office.Log, NullLogger<Inbox>.Instance), office.Log, bell, flight, office.Clock, NullLogger<IncidentLoop>.Instance);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await loop.StartAsync(Ct);
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        loop.Dispose();
        await office.DisposeAsync();
    }

    [Fact]
    public async Task A_ring_delivers_and_the_plans_next_deadline_is_served()
    {
        await OpenAsync();
        Assert.Equal(2, attempts.Count);
        Assert.Equal(1, loop.Waiting);
        office.Clock.Advance(TimeSpan.FromMinutes(5));
        await SettleAsync();
        Assert.Equal("rui", (await office.Look("a")).OnCallCalling!.Person);
    }

    [Fact]
    public async Task An_incident_that_ended_is_let_go_and_taken_up_again_when_it_has_news()
    {
        await OpenAsync();
        await office.Say("a", at => new DismissAlarm(at, "ana", "A test"));
        bell.Ring("a");
        await SettleAsync();
        Assert.Equal(0, loop.Waiting);

        await office.Log.StoreSignalAsync(new StoredSignal("late", "a", new AddNote(office.Clock.GetUtcNow(), "ana", "It was the canary")), Ct);
        bell.Ring("a");
        await SettleAsync();
        Assert.NotNull(await office.Log.OutcomeAsync("a", "late", Ct));
        Assert.Equal(0, loop.Waiting);
    }

    [Fact]
    public async Task Many_rings_at_the_end_of_an_incident_lose_no_signal()
    {
        await OpenAsync();
        await office.Say("a", at => new DismissAlarm(at, "ana", "A test"));
        bell.Ring("a");
        await SettleAsync();
        for (var n = 0; n < 200; n++)
        {
            await office.Log.StoreSignalAsync(new StoredSignal($"n{n}", "a", new AddNote(office.Clock.GetUtcNow(), "ana", $"{n}")), Ct);
            bell.Ring("a");
        }

        await SettleAsync();
        Assert.Empty(await office.Log.WaitingSignalsAsync("a", Ct));
        Assert.Equal(0, loop.Waiting);
    }

    [Fact]
    public async Task A_lane_has_one_attempt_at_a_time_however_often_it_rings()
    {
        using var held = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        answer = _ =>
        {
            begun.Release();
            Assert.True(held.Wait(Soon), "Nobody let the attempt go.");
            return new Attempt.Delivered("ok");
        };
        await office.Open();
        bell.Ring("a");
        Assert.True(await begun.WaitAsync(Soon, Ct) && await begun.WaitAsync(Soon, Ct), "Both lanes are tried.");
        for (var n = 0; n < 20; n++)
        {
            bell.Ring("a");
        }

        held.Set();
        await SettleAsync();
        Assert.Equal(attempts.Distinct().Count(), attempts.Count);
    }

    [Fact]
    public async Task Turns_of_one_incident_never_overlap_and_a_ring_meanwhile_is_followed_by_another()
    {
        await OpenAsync();
        var (inside, most, turns) = (0, 0, 0);
        office.Calls.Before = call =>
        {
            if (call == nameof(IIncidentLog.NewsAsync))
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                // A ring in the middle of the first turn must not be lost.
                if (Interlocked.Increment(ref turns) == 1)
                {
                    bell.Ring("a");
                    bell.Ring("a");
                }

                Interlocked.Decrement(ref inside);
            }
        };
        bell.Ring("a");
        await SettleAsync();
        Assert.Equal(1, most);
        Assert.InRange(turns, 2, 3);
    }

    [Fact]
    public async Task After_a_failed_turn_the_next_one_is_in_five_seconds()
    {
        await OpenAsync();
        office.Calls.Before = _ => throw new LogUnavailableException("The disk is full.");
        await office.Log.StoreSignalAsync(new StoredSignal("s", "a", new Acknowledge(office.Clock.GetUtcNow(), "ana")), Ct);
        bell.Ring("a");
        await SettleAsync();
        office.Calls.Before = null;
        office.Clock.Advance(TimeSpan.FromSeconds(4));
        await SettleAsync();
        Assert.Null(await office.Log.OutcomeAsync("a", "s", Ct));
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        await SettleAsync();
        Assert.NotNull(await office.Log.OutcomeAsync("a", "s", Ct));
    }

    [Fact]
    public async Task After_a_stop_nothing_begins_any_more()
    {
        await OpenAsync();
        await loop.StopAsync(Ct);
        attempts.Clear();
        office.Clock.Advance(TimeSpan.FromMinutes(30));
        bell.Ring("a");
        await SettleAsync();
        Assert.Empty(attempts);
    }

    async Task OpenAsync()
    {
        await office.Open();
        bell.Ring("a");
        await SettleAsync();
    }

    Task SettleAsync() => flight.IdleAsync(Ct).WaitAsync(Soon, Ct);

    FakeChannel Channel(string name) => new(name, (delivery, _) =>
    {
        attempts.Enqueue(delivery.EffectId);
        return answer(delivery);
    });
}
