using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Functions.Durable;
using Incidents.Functions.Web;
using Incidents.Testing;

namespace Incidents.Functions.Tests.Durable;

public sealed class BellTests : IAsyncDisposable
{
    readonly TestFolder folder = new();
    readonly SqliteIncidentLog log;
    readonly DurableDouble durable = new();
    readonly LogDouble<DurableBell> logged = new();

    public BellTests() => log = SqliteIncidentLog.Open(folder.File("incidents.db"));

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_first_ring_starts_the_orchestration_and_later_ones_raise_the_signals_id_under_the_steps_name()
    {
        var (bell, invocations) = Process();

        await invocations.RunAsync(durable.Client, Ring(bell, "s1"));
        await invocations.RunAsync(durable.Client, Ring(bell, "s2", "SetUp"));

        Assert.Equal(["Incident a a"], durable.Started);
        Assert.Equal([("a", "SetUp", "s2")], durable.Raised);
    }

    [Fact]
    public async Task Of_many_first_rings_in_two_processes_one_starts_it()
    {
        const int Rings = 50;
        var processes = new[] { Process(), Process() };

        await Task.WhenAll(Enumerable.Range(0, Rings).Select(ring => Task.Run(() =>
        {
            var (bell, invocations) = processes[ring % 2];
            return invocations.RunAsync(durable.Client, Ring(bell, $"s{ring}"));
        })));

        Assert.Equal(["Incident a a"], durable.Started);
        Assert.Equal(Rings - 1, durable.Raised.Count);
        Assert.All(durable.Raised, raised => Assert.IsType<string>(raised.Payload));
    }

    [Fact]
    public async Task Each_incident_has_an_orchestration_of_its_own()
    {
        var (bell, invocations) = Process();

        await invocations.RunAsync(durable.Client, Ring(bell, "s1"));
        await invocations.RunAsync(durable.Client, Ring(bell, "s1", incident: "b"));

        Assert.Equal(["Incident a a", "Incident b b"], durable.Started);
    }

    [Fact]
    public async Task A_ring_that_cannot_be_heard_is_logged_and_stops_nobody()
    {
        var (bell, invocations) = Process();
        durable.Fails.Add("a");

        await invocations.RunAsync(durable.Client, Ring(bell, "s1"));
        await invocations.RunAsync(durable.Client, Ring(bell, "s2"));

        Assert.Equal([5101, 5101], logged.Ids);
    }

    [Fact]
    public void A_ring_outside_of_an_invocation_is_not_needed()
    {
        var (bell, _) = Process();

        bell.Ring(Signal("s1", "a"), PlanStep.Across);

        Assert.Empty(durable.Started);
    }

    [Fact]
    public async Task An_invocation_ends_after_all_its_work_with_what_was_added_meanwhile()
    {
        var (_, invocations) = Process();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());

        var running = invocations.RunAsync(durable.Client, () =>
        {
            invocations.Current!.Add(FirstAsync(invocations.Current));
            return Task.CompletedTask;
        });
        Assert.False(running.IsCompleted);
        first.SetResult();
        Assert.False(running.IsCompleted);
        second.SetResult();

        await running.WaitAsync(Play.Patience, TestContext.Current.CancellationToken);
        Assert.Null(invocations.Current);

        async Task FirstAsync(Invocation invocation)
        {
            await first.Task;
            invocation.Add(second.Task);
        }
    }

    [Fact]
    public async Task An_invocation_that_fails_ends_after_its_work_too()
    {
        var (bell, invocations) = Process();

        await Assert.ThrowsAsync<InvalidOperationException>(() => invocations.RunAsync(durable.Client, () =>
        {
            bell.Ring(Signal("s1", "a"), PlanStep.Across);
            throw new InvalidOperationException("The answer could not be written.");
        }));

        Assert.Equal(["Incident a a"], durable.Started);
    }

    (DurableBell Bell, Invocations Invocations) Process()
    {
        var invocations = new Invocations();
        return (new DurableBell(log, invocations, logged), invocations);
    }

    static Func<Task> Ring(DurableBell bell, string id, string step = "Detect", string incident = "a") => () =>
    {
        bell.Ring(Signal(id, incident), step);
        return Task.CompletedTask;
    };

    static StoredSignal Signal(string id, string incident) => new(id, incident, new ClockStruck(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero)));
}
