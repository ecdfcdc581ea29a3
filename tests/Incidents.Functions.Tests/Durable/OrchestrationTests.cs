using System.Collections.Concurrent;

namespace Incidents.Functions.Tests.Durable;

public sealed class OrchestrationTests(Stage stage) : IClassFixture<Stage>
{
    // The pause is five seconds; a durable timer is not early by more than its rounding.
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(4.5);

    static readonly string[] Names = [.. PlanStep.Names, PlanStep.Across];

    public static TheoryData<string> Steps => [.. Names];

    [Fact]
    public async Task The_first_turn_comes_by_itself_and_an_ended_incident_ends_the_instance()
    {
        var (incident, play) = await stage.BeginAsync(_ => Play.Ended);

        await stage.EndAsync(incident);
        Assert.Single(play.Turns);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_ring_under_a_steps_name_brings_a_turn(string step)
    {
        var (incident, play) = await stage.BeginAsync(turn => turn == 1 ? Play.Waiting : Play.Ended);
        await play.UntilAsync(() => play.Turns.Count == 1);

        await stage.RingAsync(incident, step);

        await stage.EndAsync(incident);
        Assert.Equal(2, play.Turns.Count);
    }

    [Fact]
    public async Task A_deadline_brings_a_turn()
    {
        var deadline = DateTime.UtcNow.AddSeconds(2);
        var (incident, play) = await stage.BeginAsync(turn => turn == 1 ? Play.Waiting with { WakeAt = deadline } : Play.Ended);

        await stage.EndAsync(incident);
        Assert.Equal(2, play.Turns.Count);
        Assert.True(play.Turns[1] >= deadline.AddMilliseconds(-100), $"The deadline was {deadline:O}, the turn {play.Turns[1]:O}.");
    }

    [Fact]
    public async Task A_deadline_that_a_ring_has_beaten_keeps_no_instance_running()
    {
        var (incident, play) = await stage.BeginAsync(turn => turn == 1 ? Play.Waiting with { WakeAt = DateTime.UtcNow.AddHours(1) } : Play.Ended);
        await play.UntilAsync(() => play.Turns.Count == 1);

        await stage.RingAsync(incident, PlanStep.Across);

        await stage.EndAsync(incident);
    }

    [Fact]
    public async Task A_deadline_that_comes_closer_is_kept_in_time()
    {
        var (incident, play) = await stage.BeginAsync(turn => turn switch
        {
            1 => Play.Waiting with { WakeAt = DateTime.UtcNow.AddHours(1) },
            2 => Play.Waiting with { WakeAt = DateTime.UtcNow.AddSeconds(1) },
            _ => Play.Ended,
        });
        await play.UntilAsync(() => play.Turns.Count == 1);

        await stage.RingAsync(incident, PlanStep.Across);

        await stage.EndAsync(incident);
        Assert.Equal(3, play.Turns.Count);
    }

    [Fact]
    public async Task A_deadline_is_kept_in_time_however_late_the_one_after_a_delivery_is()
    {
        var deadline = DateTime.UtcNow.AddSeconds(2);
        var (incident, play) = await stage.BeginAsync(
            turn => turn == 1 ? Play.Due((nameof(MailPerson), ["a/1/0"])) with { WakeAt = deadline } : Play.Ended,
            (_, _) => Task.FromResult(Play.Waiting with { WakeAt = DateTime.UtcNow.AddHours(1) }));

        await stage.EndAsync(incident);
        Assert.Equal(2, play.Turns.Count);
    }

    [Fact]
    public async Task Kinds_of_effects_are_delivered_beside_each_other()
    {
        using var both = new CountdownEvent(2);
        var allThere = new TaskCompletionSource();
        var (incident, play) = await stage.BeginAsync(
            turn => turn == 1 ? Play.Due((nameof(MailPerson), ["a/1/0", "a/1/1"]), (nameof(PostInternally), ["a/2/0"])) : Play.Ended,
            async (_, _) =>
            {
                if (both.Signal())
                {
                    allThere.SetResult();
                }

                await allThere.Task.WaitAsync(Play.Patience);
                return Play.Ended;
            });

        await stage.EndAsync(incident);
        Assert.Equal(["MailPerson a/1/0 a/1/1", "PostInternally a/2/0"], play.Deliveries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_delivery_that_ends_alone_brings_the_next_turn_with_it()
    {
        var (incident, play) = await stage.BeginAsync(turn => turn == 1 ? Play.Due((nameof(MailPerson), ["a/1/0"])) : Play.Waiting, (_, _) => Task.FromResult(Play.Ended));

        await stage.EndAsync(incident);
        Assert.Single(play.Turns);
    }

    [Fact]
    public async Task An_effect_under_way_is_not_begun_a_second_time_and_a_new_one_does_not_wait_for_it()
    {
        var release = new TaskCompletionSource();
        var (incident, play) = await stage.BeginAsync(
            turn => turn switch
            {
                1 => Play.Due((nameof(MailPerson), ["a/1/0"])),
                2 => Play.Due((nameof(MailPerson), ["a/1/0", "a/3/0"])),
                _ => Play.Ended,
            },
            async (_, batch) =>
            {
                if (batch.Effects.Contains("a/1/0"))
                {
                    await release.Task.WaitAsync(Play.Patience);
                }

                return Play.Ended;
            });
        await play.UntilAsync(() => play.Deliveries.Count == 1);

        await stage.RingAsync(incident, PlanStep.Across);
        await play.UntilAsync(() => play.Deliveries.Count == 2);
        release.SetResult();

        await stage.EndAsync(incident);
        Assert.Equal(["MailPerson a/1/0", "MailPerson a/3/0"], play.Deliveries);
    }

    [Fact]
    public async Task A_turn_that_fails_is_tried_again_after_a_pause()
    {
        var (incident, play) = await stage.BeginAsync(turn => turn == 1 ? throw new InvalidOperationException("The log cannot be reached.") : Play.Ended);

        await stage.EndAsync(incident);
        Assert.Equal(2, play.Turns.Count);
        Assert.True(play.Turns[1] - play.Turns[0] >= Pause, $"It paused {play.Turns[1] - play.Turns[0]}.");
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_after_a_pause_and_holds_up_no_ring()
    {
        var began = new ConcurrentQueue<DateTime>();
        var (incident, play) = await stage.BeginAsync(_ => Play.Due((nameof(MailPerson), ["a/1/0"])), (_, _) =>
        {
            began.Enqueue(DateTime.UtcNow);
            return began.Count == 1 ? throw new InvalidOperationException("The ledger cannot be reached.") : Task.FromResult(Play.Ended);
        });
        await play.UntilAsync(() => play.Deliveries.Count == 1);

        await stage.RingAsync(incident, PlanStep.Across);
        await play.UntilAsync(() => play.Turns.Count == 2);
        Assert.Single(began);

        await stage.EndAsync(incident);
        Assert.Equal(2, began.Count);
        Assert.True(began.Last() - began.First() >= Pause, $"It paused {began.Last() - began.First()}.");
    }

    [Fact]
    public async Task A_long_incident_goes_on_as_a_new_one_and_misses_no_ring_on_the_way()
    {
        const int Rings = 130;
        var told = 0;
        var seen = 0;
        var (incident, play) = await stage.BeginAsync(_ =>
        {
            Interlocked.Exchange(ref seen, Volatile.Read(ref told));
            return Volatile.Read(ref told) == Rings ? Play.Ended : Play.Waiting;
        });
        await play.UntilAsync(() => play.Turns.Count == 1);

        // The next ring comes while the turn of the one before is still on its way back.
        for (var ring = 1; ring <= Rings; ring++)
        {
            Interlocked.Exchange(ref told, ring);
            await stage.RingAsync(incident, Names[ring % Names.Length]);
            await play.UntilAsync(() => Volatile.Read(ref seen) == ring);
        }

        await stage.EndAsync(incident);
        Assert.InRange(play.Beginnings, 3, Rings);
    }

    [Fact]
    public async Task Of_many_rings_at_once_the_last_one_is_followed_by_a_turn_too()
    {
        const int Rings = 200;
        var stored = new ConcurrentBag<int>();
        var (incident, play) = await stage.BeginAsync(_ => stored.Count == Rings ? Play.Ended : Play.Waiting);
        await play.UntilAsync(() => play.Turns.Count == 1);

        await Parallel.ForEachAsync(Enumerable.Range(0, Rings), async (ring, _) =>
        {
            stored.Add(ring);
            await stage.RingAsync(incident, Names[ring % Names.Length]);
        });

        await stage.EndAsync(incident);
        Assert.InRange(play.Turns.Count, 2, Rings + 1);
    }
}
