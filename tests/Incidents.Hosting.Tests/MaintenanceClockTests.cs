using System.Collections.Frozen;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Hosting.Site;
using Incidents.Planned;
using Incidents.Public;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Hosting.Tests;

/// <summary>Planned work reaches the page at its time, also when the page could not be written at first.</summary>
public sealed class MaintenanceClockTests : IAsyncDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    static readonly PlanPolicy Policy = new("Contoso", new PlanTimes(),
        new BusinessHours(TimeZoneInfo.Utc, FrozenSet<DayOfWeek>.Empty, TimeSpan.FromHours(9), TimeSpan.FromHours(18), FrozenSet<DateOnly>.Empty),
        new Roster([new Person("mia", "Mia", HasPush: false, [Role.Manager])], new Rotation([], Noon.DateTime, 7, TimeZoneInfo.Utc, [])),
        new NoticeTemplates(new Dictionary<NoticeKind, NoticeTemplate>(), new Dictionary<NoticeKind, NoticeTemplate>(), new Dictionary<string, string>()),
        new Dictionary<string, string> { ["api"] = "API" }, [], [], Drill: false);

    readonly string folder = Directory.CreateTempSubdirectory("maintenance-").FullName;
    readonly FakeTimeProvider time = new(Noon);
    readonly SqliteIncidentLog log;
    readonly PlannedWorkDesk desk;
    readonly PublicSources sources;
    readonly StatusPublisher publisher;
    readonly MaintenanceClock clock;
    bool broken;

    public MaintenanceClockTests()
    {
        log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
        desk = new PlannedWorkDesk(log, () => Policy, PlannedTexts.For("en"), time);
        sources = new PublicSources(log, new PublicPage("Contoso", "Etc/UTC", "en", [new("api", "API", null)], new Uri("https://status.contoso.example/"), Exercise: false), [desk],
            new ImportedHistory(new FolderFiles(folder)), time);
        publisher = new StatusPublisher(sources, new Breaking(new FolderSite(Path.Combine(folder, "site")), () => broken));
        clock = new MaintenanceClock(desk, new PublicPageNow(publisher, NullLogger<PublicPageNow>.Instance), NullLogger<MaintenanceClock>.Instance);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        publisher.Dispose();
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_is_on_the_page_from_its_time_on_marked_when_it_takes_longer_and_gone_when_it_is_over()
    {
        await AnnounceAsync();
        await publisher.PublishAsync(Stop);
        Assert.DoesNotContain("The maintenance has begun", Front(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(1));
        await clock.RoundAsync(Stop);
        Assert.Contains("The maintenance has begun", Front(), StringComparison.Ordinal);
        Assert.DoesNotContain("takes longer than planned", Front(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(1));
        await clock.RoundAsync(Stop);
        Assert.Contains("takes longer than planned", Front(), StringComparison.Ordinal);
        await desk.TellAsync("m-1", new CompleteWork(time.GetUtcNow(), "mia", SignedIn: true), Stop);
        await publisher.PublishAsync(Stop);
        // A strip still leads to what was there today.
        Assert.DoesNotContain("The maintenance has begun", Front(), StringComparison.Ordinal);
        Assert.DoesNotContain("takes longer than planned", Front(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_page_could_not_show_is_a_problem_after_a_minute_and_is_shown_by_the_keeper()
    {
        await AnnounceAsync();
        await publisher.PublishAsync(Stop);
        var keeper = new PageKeeper(publisher, sources, time, NullLogger<PageKeeper>.Instance);
        broken = true;
        time.Advance(TimeSpan.FromHours(1));
        await clock.RoundAsync(Stop);
        Assert.Null(await keeper.ProblemAsync(Stop));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains("older than the record", await keeper.ProblemAsync(Stop), StringComparison.Ordinal);
        broken = false;
        await keeper.RoundAsync(Stop);
        Assert.Null(await keeper.ProblemAsync(Stop));
        Assert.Contains("The maintenance has begun", Front(), StringComparison.Ordinal);
    }

    async Task AnnounceAsync()
    {
        await desk.TellAsync("m-1", new DraftWork(Noon, "mia", SignedIn: true, "m-1", "Upgrade", [new("api", ServiceStatus.UnderMaintenance)], Noon.AddHours(1), Noon.AddHours(2), StartsItself: true, EndsItself: false, "Slow."), Stop);
        Assert.Equal(OutcomeKind.Accepted, (await desk.TellAsync("m-1", new PublishWork(Noon, "mia", SignedIn: true, 1), Stop)).Kind);
    }

    string Front() => File.ReadAllText(Path.Combine(folder, "site", "index.html"));

    sealed class Breaking(ISite site, Func<bool> broken) : ISite
    {
        public Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken) => site.PublishAsync(async ct =>
            await render(ct) is var update && broken() ? throw new SiteWriteException("The disk is full.") : update, cancellationToken);
    }
}
