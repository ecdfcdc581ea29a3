using Incidents.Desk;
using Incidents.Desk.Tests;
using Incidents.Functions.Durable;
using Incidents.Functions.Timers;
using Incidents.Functions.Web;
using Incidents.Tests;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Functions.Tests.Timers;

public sealed class WatchdogTests : IAsyncDisposable
{
    static readonly TimeSpan Late = TimeSpan.FromSeconds(11);

    readonly FakeChannel[] channels = [.. new[] { "mail", "push", "call", "chat", "x", PublishPage.Name, BookMeeting.Name, "contacts" }.Select(FakeChannel.Works)];
    readonly Office office;
    readonly DurableDouble durable = new();
    readonly LogDouble<Watchdog> logged = new();

    public WatchdogTests() => office = new Office(channels: channels);

    public ValueTask DisposeAsync() => office.DisposeAsync();

    int Delivered => channels.Sum(channel => channel.Given.Count);

    [Fact]
    public async Task An_incident_that_is_served_is_left_alone()
    {
        await office.DeliverAll(await office.Open());
        office.Clock.Advance(Late);

        await RoundAsync();

        Assert.Empty(durable.Asked);
        Assert.Empty(logged.Ids);
    }

    [Fact]
    public async Task An_incident_that_is_being_served_just_now_is_left_alone()
    {
        await office.Open();
        office.Clock.Advance(TimeSpan.FromSeconds(9));

        await RoundAsync();

        Assert.Empty(durable.Asked);
        Assert.Equal(0, Delivered);
    }

    [Fact]
    public async Task An_overdue_incident_is_moved_and_its_missing_orchestration_started()
    {
        await office.DeliverAll(await office.Open());
        await OverdueAsync("a");
        var before = Delivered;

        await RoundAsync();

        Assert.True((await HeadAsync("a")).NextDeadline > office.Clock.GetUtcNow());
        Assert.True(Delivered > before);
        Assert.Equal(["Incident a a"], durable.Started);
        Assert.Equal([5201], logged.Ids);
    }

    [Fact]
    public async Task Effects_that_nobody_delivers_are_delivered()
    {
        await office.Open();
        Assert.NotNull((await HeadAsync("a")).UndeliveredSince);
        office.Clock.Advance(Late);

        await RoundAsync();

        Assert.True(Delivered > 0);
        Assert.Null((await HeadAsync("a")).UndeliveredSince);
        Assert.Empty(logged.Ids);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    [InlineData(OrchestrationRuntimeStatus.Pending, 0)]
    [InlineData(OrchestrationRuntimeStatus.Completed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Failed, 1)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, 1)]
    public async Task Only_an_orchestration_that_is_over_is_started_again(OrchestrationRuntimeStatus status, int starts)
    {
        await office.Open();
        office.Clock.Advance(Late);
        durable.Status = status;

        await RoundAsync();

        Assert.Equal(["a"], durable.Asked);
        Assert.Equal(starts, durable.Started.Count);
    }

    [Fact]
    public async Task An_incident_that_cannot_be_moved_keeps_no_other_waiting()
    {
        await office.Open();
        await office.Say("b", at => new AlertFired(at, Company.Alert("a2", startedAt: at, users: 40)));
        office.Clock.Advance(Late);
        durable.Fails.Add("a");
        durable.Fails.Add("b");

        await RoundAsync();

        Assert.Equal(["a", "b"], durable.Asked.Order(StringComparer.Ordinal));
        Assert.Equal([5202, 5202], logged.Ids);
        Assert.Null((await HeadAsync("b")).UndeliveredSince);
    }

    async Task OverdueAsync(string incident) => office.Clock.SetUtcNow((await HeadAsync(incident)).NextDeadline!.Value + Late);

    async Task<IncidentHead> HeadAsync(string incident) => (await office.Log.HeadAsync(incident, CancellationToken.None))!;

    Task RoundAsync()
    {
        var invocations = new Invocations();
        var bell = new DurableBell(office.Log, invocations, NullLogger<DurableBell>.Instance);
        return new Watchdog(office.Log, office.Desk, office.Delivery, new Heartbeats(office.Log, office.Intake, new HeartbeatOptions([], StartsAnew: false), office.Clock), bell, invocations, office.Clock, logged).RunAsync(new TimerInfo(), durable.Client, CancellationToken.None);
    }
}
