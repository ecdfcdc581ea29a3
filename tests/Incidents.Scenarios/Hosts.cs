[assembly: AssemblyFixture(typeof(Incidents.Scenarios.Hosts))]

namespace Incidents.Scenarios;

/// <summary>The hosts that scenarios share: each is started when the first one wants it. Scenarios keep apart by the name of their service.</summary>
public sealed class Hosts : IAsyncDisposable
{
    readonly Lock _gate = new();
    Task<IHostUnderTest>? _day;
    Task<IHostUnderTest>? _night;

    /// <summary>The company that most scenarios are about; a host that runs already has to be configured so.</summary>
    public static CompanyFile Usual { get; } = new()
    {
        Thresholds = new Dictionary<string, TimeSpan>(StringComparer.Ordinal)
        {
            ["minDuration"] = TimeSpan.FromSeconds(1),
            ["postmortemRest"] = TimeSpan.FromSeconds(1),
        },
    };

    /// <summary>A host of a company that is at work.</summary>
    public Task<IHostUnderTest> ByDayAsync()
    {
        lock (_gate)
        {
            return _day ??= HostChoice.OpenAsync(Usual);
        }
    }

    /// <summary>A host of a company that sleeps; skips where the suite does not configure the host.</summary>
    public Task<IHostUnderTest> ByNightAsync()
    {
        OnlyOwned();
        lock (_gate)
        {
            return _night ??= HostChoice.OpenAsync(Usual with { AtNight = true });
        }
    }

    /// <summary>Skips where the host is not the suite's to configure and to kill.</summary>
    public static void OnlyOwned() => Assert.SkipUnless(HostChoice.IsOwned, "This needs a host that the suite starts: unset INCIDENTS_SCENARIO_BASE.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // One that never started is disposed of already; whoever wanted it has said why.
        foreach (var host in new[] { _day, _night }.OfType<Task<IHostUnderTest>>().Where(host => host.IsCompletedSuccessfully))
        {
            await (await host).DisposeAsync();
        }
    }
}
