using Incidents.Host.Drill;
using Incidents.Host.Loop;

namespace Incidents.Host.Tests.Drill;

public class JumpingClockTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly InFlight flight = new();
    readonly List<string> struck = [];
    readonly JumpingClock clock;

    public JumpingClockTests() => clock = new JumpingClock(flight, Noon);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_stands_still_and_then_jumps_to_the_next_timer()
    {
        using var later = Timer("later", TimeSpan.FromHours(5));
        using var sooner = Timer("sooner", TimeSpan.FromHours(2));
        Assert.Equal(Noon, clock.GetUtcNow());
        Assert.True(await clock.JumpAsync(Noon.AddDays(1), Ct));
        Assert.Equal((Noon.AddHours(2), "sooner"), (clock.GetUtcNow(), Assert.Single(struck)));
        Assert.True(await clock.JumpAsync(Noon.AddDays(1), Ct));
        Assert.Equal((Noon.AddHours(5), "later"), (clock.GetUtcNow(), struck[^1]));
    }

    [Fact]
    public async Task It_never_jumps_past_the_time_given_nor_back()
    {
        using var timer = Timer("late", TimeSpan.FromHours(5));
        Assert.False(await clock.JumpAsync(Noon.AddHours(1), Ct));
        Assert.Equal(Noon.AddHours(1), clock.GetUtcNow());
        Assert.False(await clock.JumpAsync(Noon, Ct));
        Assert.Equal(Noon.AddHours(1), clock.GetUtcNow());
        Assert.Empty(struck);
    }

    [Fact]
    public async Task It_does_not_jump_while_something_is_under_way()
    {
        using var timer = Timer("t", TimeSpan.FromMinutes(1));
        var work = flight.Begin();
        var jump = clock.JumpAsync(Noon.AddHours(1), Ct);
        Assert.False(jump.IsCompleted);
        Assert.Equal(Noon, clock.GetUtcNow());
        work.Dispose();
        Assert.True(await jump.WaitAsync(TimeSpan.FromSeconds(10), Ct));
    }

    [Fact]
    public async Task What_a_strike_begins_is_under_way_before_the_jump_ends()
    {
        IDisposable? begun = null;
        using var timer = clock.CreateTimer(_ => begun = flight.Begin(), null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);
        await clock.JumpAsync(Noon.AddHours(1), Ct);
        Assert.False(clock.SettleAsync(Ct).IsCompleted);
        begun!.Dispose();
        await clock.SettleAsync(Ct).WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    [Fact]
    public async Task A_timer_strikes_as_often_as_it_says_and_never_once_it_is_gone()
    {
        using var once = Timer("once", TimeSpan.FromMinutes(1));
        var every = clock.CreateTimer(_ => struck.Add("every"), null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        using var moved = Timer("moved", TimeSpan.FromMinutes(1));
        moved.Change(TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);
        while (await clock.JumpAsync(Noon.AddMinutes(5), Ct))
        {
            Assert.True(struck.Count < 10, "It strikes for ever.");
        }

        Assert.Equal(["once", "every", "moved", "every"], struck);
        await every.DisposeAsync();
        Assert.False(await clock.JumpAsync(Noon.AddHours(1), Ct));
    }

    [Fact]
    public async Task A_timer_without_a_wait_strikes_at_the_next_jump_and_time_stands_still()
    {
        using var second = Timer("b", TimeSpan.FromMinutes(1));
        using var first = Timer("a", TimeSpan.Zero);
        Assert.True(await clock.JumpAsync(Noon.AddMinutes(1), Ct));
        Assert.Equal(["a"], struck);
        Assert.True(await clock.JumpAsync(Noon.AddMinutes(1), Ct));
        Assert.Equal(["a", "b"], struck);
    }

    ITimer Timer(string name, TimeSpan due) => clock.CreateTimer(_ => struck.Add(name), null, due, Timeout.InfiniteTimeSpan);
}
