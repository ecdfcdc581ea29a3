using Incidents.Tests;
using Microsoft.Data.Sqlite;

namespace Incidents.Desk.Tests;

/// <summary>A source that beats every five minutes, and may be two late.</summary>
public class HeartbeatTests
{
    static readonly HeartbeatSource Watchdog = new("tool", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), "monitoring");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silence_fires_once_under_the_last_beat_and_the_next_beat_ends_it()
    {
        await using var office = new Office();
        var heartbeats = Watch(office);
        await heartbeats.RoundAsync(Ct);
        await heartbeats.BeatAsync(Watchdog, Ct);

        await RunAsync(office, heartbeats, TimeSpan.FromMinutes(7));
        Assert.Empty(await HeadsAsync(office));
        await RunAsync(office, heartbeats, TimeSpan.FromMinutes(3));

        var head = Assert.Single(await HeadsAsync(office));
        var alert = Assert.Single((await office.Look(head.Id)).Alerts.Values);
        Assert.Equal(("monitoring", "tool has not been heard since 2026-03-02 10:00:00 UTC", Company.Monday.AddMinutes(5)), (head.Service, alert.Alert!.Summary, alert.Alert.StartedAt));
        Assert.True(Assert.Single(await heartbeats.LookAsync(Ct)).IsSilent);

        await heartbeats.BeatAsync(Watchdog, Ct);
        Assert.Equal(Phase.NearMiss, (await office.Look(head.Id)).Phase);
        Assert.Equal(office.Clock.GetUtcNow(), Assert.Single(await heartbeats.LookAsync(Ct)).LastBeat);
        await RunAsync(office, heartbeats, TimeSpan.FromMinutes(8));
        Assert.Equal(2, (await HeadsAsync(office)).Count);
    }

    [Fact]
    public async Task A_source_that_beats_never_fires()
    {
        await using var office = new Office();
        var heartbeats = Watch(office);
        for (var beat = 0; beat < 20; beat++)
        {
            await heartbeats.BeatAsync(Watchdog, Ct);
            await RunAsync(office, heartbeats, TimeSpan.FromMinutes(6.9));
        }

        Assert.Empty(await HeadsAsync(office));
    }

    [Fact]
    public async Task One_that_was_never_heard_fires_too_and_ends_with_its_first_beat()
    {
        await using var office = new Office();
        var heartbeats = Watch(office);
        await RunAsync(office, heartbeats, TimeSpan.FromMinutes(8));
        var head = Assert.Single(await HeadsAsync(office));
        Assert.Equal("tool has not been heard yet", head.Title);

        await heartbeats.BeatAsync(Watchdog, Ct);
        Assert.Equal(Phase.NearMiss, (await office.Look(head.Id)).Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_our_own_downtime_the_wait_begins_again(bool restarted)
    {
        await using var office = new Office();
        var heartbeats = Watch(office);
        await heartbeats.RoundAsync(Ct);
        await heartbeats.BeatAsync(Watchdog, Ct);

        // A stopped host, a suspended machine and a clock that jumps all look like this.
        office.Clock.Advance(TimeSpan.FromHours(3));
        heartbeats = restarted ? Watch(office) : heartbeats;
        await RunAsync(office, heartbeats, TimeSpan.FromMinutes(6.9));
        Assert.Empty(await HeadsAsync(office));

        await RunAsync(office, heartbeats, TimeSpan.FromMinutes(1));
        Assert.Single(await HeadsAsync(office));
    }

    [Fact]
    public async Task A_quick_restart_of_the_only_process_begins_the_wait_again_and_one_of_many_processes_does_not()
    {
        foreach (var (startsAnew, incidents) in new[] { (true, 0), (false, 1) })
        {
            await using var office = new Office();
            var heartbeats = Watch(office, startsAnew);
            await heartbeats.RoundAsync(Ct);
            await heartbeats.BeatAsync(Watchdog, Ct);
            await RunAsync(office, heartbeats, TimeSpan.FromMinutes(6));

            await RunAsync(office, Watch(office, startsAnew), TimeSpan.FromMinutes(2));

            Assert.Equal(incidents, (await HeadsAsync(office)).Count);
        }
    }

    [Fact]
    public async Task Beats_and_rounds_leave_one_row_for_each_source()
    {
        await using var office = new Office();
        var heartbeats = Watch(office);
        for (var minute = 0; minute < 100; minute++)
        {
            await heartbeats.BeatAsync(Watchdog, Ct);
            await RunAsync(office, heartbeats, TimeSpan.FromMinutes(1));
        }

        using var connection = new SqliteConnection($"Data Source={office.File("incidents.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Ct);
        using var count = new SqliteCommand("SELECT COUNT(*) FROM correlations WHERE key LIKE 'heartbeat%'", connection);
        Assert.Equal(2L, await count.ExecuteScalarAsync(Ct));
    }

    static Heartbeats Watch(Office office, bool startsAnew = true) => new(office.Log, office.Intake, new HeartbeatOptions([Watchdog], startsAnew), office.Clock);

    static Task<IReadOnlyList<IncidentHead>> HeadsAsync(Office office) => office.Log.HeadsAsync(HeadFilter.All, 10, Ct);

    static async Task RunAsync(Office office, Heartbeats heartbeats, TimeSpan span)
    {
        await heartbeats.RoundAsync(Ct);
        for (var passed = TimeSpan.Zero; passed < span; passed += Heartbeats.Round)
        {
            office.Clock.Advance(Heartbeats.Round);
            await heartbeats.RoundAsync(Ct);
        }
    }
}
