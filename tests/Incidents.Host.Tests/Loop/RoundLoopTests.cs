using Incidents.Desk;
using Incidents.Desk.Tests;
using Incidents.Host.Composition;
using Incidents.Host.Loop;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Host.Tests.Loop;

/// <summary>The loops that look for silence and for lost notifications, over a real log, on a clock that the test moves.</summary>
public sealed class RoundLoopTests : IAsyncLifetime
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    readonly Office office = new();
    readonly IIncidentLog log;
    readonly CountingLog calls;

    public RoundLoopTests() => (log, calls) = CountingLog.Of(office.Log);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Fact]
    public async Task Silence_is_noticed_by_the_loop_alone_and_a_round_that_fails_does_not_end_it()
    {
        using var loop = Heartbeats(new HeartbeatSource("tool", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), "monitoring"));
        await loop.StartAsync(Ct);
        await HeardAtAsync();
        for (var round = 0; round < 21; round++)
        {
            await PassAsync();
        }

        Assert.Empty(await office.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        await FailOnceAsync();
        await PassAsync();

        // Its words come after the round's own row.
        IReadOnlyList<IncidentHead> heads = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Soon);
        while (heads.Count == 0)
        {
            heads = await office.Log.HeadsAsync(HeadFilter.All, 10, limit.Token);
        }

        Assert.Equal("tool has not been heard yet", Assert.Single(heads).Title);
        await loop.StopAsync(Ct).WaitAsync(Soon, Ct);
    }

    [Fact]
    public async Task Without_anything_to_look_at_a_loop_ends_at_once()
    {
        using var loop = Loop(Desk.Heartbeats.Round, round: null);

        await loop.StartAsync(Ct);

        await loop.ExecuteTask!.WaitAsync(Soon, Ct);
        Assert.Empty(calls.Take());
    }

    [Fact]
    public async Task An_alertmanager_is_asked_at_once_and_again_although_a_round_failed()
    {
        var monitoring = new Monitoring();
        using var inbox = new Inbox(office.Intake, office.Log, NullLogger<Inbox>.Instance);
        using var pulls = new AlertPulls(log, office.Intake, inbox, monitoring, new PullOptions([new PullSource("prod", AlertPulls.Round, TimeSpan.Zero)]), office.Clock, NullLogger<AlertPulls>.Instance);
        using var loop = Loop(AlertPulls.Round, pulls.RoundAsync);
        await loop.StartAsync(Ct);
        await monitoring.AskedAsync();

        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        calls.Before = _ =>
        {
            calls.Before = null;
            failed.SetResult();
            throw new LogUnavailableException("Full.", new IOException());
        };
        // The state of the first round may still be being written: that failure does as well.
        office.Clock.Advance(AlertPulls.Round);
        await failed.Task.WaitAsync(Soon, Ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Soon);
        var asked = monitoring.AskedAsync();
        while (!asked.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            office.Clock.Advance(AlertPulls.Round);
            await Task.Yield();
        }

        await loop.StopAsync(Ct).WaitAsync(Soon, Ct);
    }

    [Fact]
    public async Task A_host_does_every_round_and_a_rehearsal_none()
    {
        var configuration = ResponseConfiguration.Load(null).Configuration! with { HeartbeatAddress = null };
        string[] every = ["Asking Alertmanagers what fires there", "Looking at planned maintenance", "Looking at who goes on call and what is in quarantine", "Looking whether a heartbeat is silent", "Reading returned mails", "Telling subscribers"];

        Assert.Equal(every, await RoundsAsync(configuration, drill: false));
        Assert.Empty(await RoundsAsync(configuration, drill: true));
    }

    static async Task<IEnumerable<string>> RoundsAsync(ResponseConfiguration configuration, bool drill)
    {
        var folder = Directory.CreateTempSubdirectory("incidents-rounds-").FullName;
        try
        {
            var address = new Uri("http://127.0.0.1:0");
            await using var app = HostApp.Build(HostPlan.Of(configuration, Path.Combine(folder, "data"), address, address, drill), TimeProvider.System, new InFlight());
            return [.. app.Services.GetServices<IHostedService>().OfType<RoundLoop>().Select(loop => loop.What).Order(StringComparer.Ordinal)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    RoundLoop Loop(TimeSpan interval, Func<CancellationToken, Task>? round) => new("A test", interval, round, office.Clock, NullLogger<RoundLoop>.Instance);

    RoundLoop Heartbeats(params HeartbeatSource[] sources) =>
        Loop(Desk.Heartbeats.Round, new Heartbeats(log, office.Intake, new HeartbeatOptions(sources, StartsAnew: true), office.Clock).RoundAsync);

    async Task PassAsync()
    {
        office.Clock.Advance(Desk.Heartbeats.Round);
        await HeardAtAsync();
    }

    async Task FailOnceAsync()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        calls.Before = _ =>
        {
            calls.Before = null;
            failed.SetResult();
            throw new LogUnavailableException("Full.", new IOException());
        };
        office.Clock.Advance(Desk.Heartbeats.Round);
        await failed.Task.WaitAsync(Soon, Ct);
    }

    // Each round writes first of all when it was.
    async Task HeardAtAsync()
    {
        var now = office.Clock.GetUtcNow().ToString("O");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Soon);
        while (await office.Log.CorrelatedAsync("heartbeats/watch", limit.Token) is not { } watch || !watch.EndsWith(now, StringComparison.Ordinal))
        {
            await Task.Yield();
        }
    }

    sealed class Monitoring : IShownAlerts
    {
        readonly SemaphoreSlim asked = new(0);

        public Task<bool> AskedAsync() => asked.WaitAsync(Soon, Ct);

        public Task<Shown> AskAsync(string source, CancellationToken ct)
        {
            asked.Release();
            return Task.FromResult(new Shown("[]"u8.ToArray(), null));
        }
    }
}
