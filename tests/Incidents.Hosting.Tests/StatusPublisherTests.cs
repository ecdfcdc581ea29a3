using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Hosting.Site;
using Incidents.Public;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PublicState = Incidents.Public.PublicState;

namespace Incidents.Hosting.Tests;

public sealed class StatusPublisherTests : IAsyncDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    static readonly PublicPage Page = new("Contoso", "Etc/UTC", "en", [new("api", "API", null)], new Uri("https://status.contoso.example/"), Exercise: false);

    readonly string folder = Directory.CreateTempSubdirectory("publisher-").FullName;
    readonly FakeTimeProvider time = new(Noon);
    readonly SqliteIncidentLog log;
    readonly BrokenSite site;
    readonly ImportedHistory imported;

    public StatusPublisherTests()
    {
        log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
        site = new BrokenSite(new FolderSite(Path.Combine(folder, "site")));
        imported = new ImportedHistory(new FolderFiles(folder));
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_change_writes_fewer_than_twelve_files_however_long_the_history()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => SayAsync($"old-{number}", 0, Noon.AddDays(-number), PublicState.Resolved)));
        await SayAsync("now", 0, Noon, PublicState.Investigating);
        using var publisher = Publisher();
        await publisher.PublishAsync(Stop);

        await SayAsync("now", 1, Noon, PublicState.Identified);
        var written = await publisher.PublishAsync(Stop);

        Assert.Contains("incidents/now/index.html", written);
        Assert.Equal("index.html", written[^1]);
        Assert.True(written.Count < 12, string.Join(' ', written));
        Assert.True(site.Asked < 40, $"{site.Asked} files looked at");
        Assert.Empty(await publisher.PublishAsync(Stop));
    }

    [Fact]
    public async Task Its_end_writes_fewer_than_twelve_files_too_and_the_history_has_it_on_the_next_day()
    {
        await Task.WhenAll(Enumerable.Range(1, 30).Select(number => SayAsync($"old-{number}", 0, Noon.AddDays(-number), PublicState.Resolved)));
        await SayAsync("now", 0, Noon, PublicState.Investigating);
        using var publisher = Publisher();
        var keeper = new PageKeeper(publisher, Sources(), time, NullLogger<PageKeeper>.Instance);
        await publisher.PublishAsync(Stop);

        await SayAsync("now", 1, Noon, PublicState.Resolved);
        var written = await publisher.PublishAsync(Stop);

        Assert.True(written.Count < 12, string.Join(' ', written));
        Assert.Contains("incidents/now/", await PageAsync("index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("incidents/now/", await PageAsync("history/2026-11/index.html"), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(13));
        await keeper.RoundAsync(Stop);
        Assert.Contains("incidents/now/", await PageAsync("history/2026-11/index.html"), StringComparison.Ordinal);
        Assert.Contains("incidents/now/", await PageAsync("history/index.html"), StringComparison.Ordinal);
    }

    Task<string> PageAsync(string path) => File.ReadAllTextAsync(Path.Combine(folder, "site", path), Stop);

    [Fact]
    public async Task What_one_attempt_could_not_write_is_written_by_the_next()
    {
        using var publisher = Publisher();
        await publisher.PublishAsync(Stop);
        await SayAsync("a", 0, Noon, PublicState.Investigating);
        site.IsBroken = true;
        await Assert.ThrowsAsync<SiteWriteException>(() => publisher.PublishAsync(Stop));
        await SayAsync("b", 0, Noon, PublicState.Investigating);
        site.IsBroken = false;

        var written = await publisher.PublishAsync(Stop);

        Assert.Contains("incidents/a/index.html", written);
        Assert.Contains("incidents/b/index.html", written);
    }

    [Fact]
    public async Task A_page_that_lags_behind_by_more_than_a_minute_is_a_problem_until_it_is_published()
    {
        using var publisher = Publisher();
        var keeper = new PageKeeper(publisher, Sources(), time, NullLogger<PageKeeper>.Instance);
        Assert.Contains("has not been published", await keeper.ProblemAsync(Stop), StringComparison.Ordinal);
        await publisher.PublishAsync(Stop);
        await SayAsync("a", 0, Noon, PublicState.Investigating);

        Assert.Null(await keeper.ProblemAsync(Stop));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains("older than the record", await keeper.ProblemAsync(Stop), StringComparison.Ordinal);
        await keeper.RoundAsync(Stop);
        Assert.Null(await keeper.ProblemAsync(Stop));
        Assert.True(File.Exists(Path.Combine(folder, "site", "incidents", "a", "index.html")));
    }

    [Fact]
    public async Task A_new_day_and_an_import_are_published_without_a_notice()
    {
        using var publisher = Publisher();
        var keeper = new PageKeeper(publisher, Sources(), time, NullLogger<PageKeeper>.Instance);
        await publisher.PublishAsync(Stop);
        time.Advance(TimeSpan.FromHours(13));
        await keeper.RoundAsync(Stop);
        Assert.Equal(new DateOnly(2026, 11, 25), publisher.Shown!.Edition.Day);

        var old = Incident("old", Noon.AddDays(-40), PublicState.Resolved);
        Assert.Equal(1, await imported.MergeAsync(new ImportedRecord([old], []), Stop));
        Assert.Equal(0, await imported.MergeAsync(new ImportedRecord([old], []), Stop));
        await keeper.RoundAsync(Stop);

        Assert.True(File.Exists(Path.Combine(folder, "site", "incidents", "old", "index.html")));
        Assert.True(File.Exists(Path.Combine(folder, "site", "history", "2026-10", "index.html")));
    }

    StatusPublisher Publisher() => new(Sources(), site);

    PublicSources Sources() => new(log, Page, [], imported, time);

    async Task SayAsync(string id, int version, DateTimeOffset at, PublicState state)
    {
        var head = new IncidentHead(id, version + 1, id, "api", Phase.Detecting, Severity.Major, at, null, null, Ended: false, Private: false, Drill: false, Incident(id, at, state));
        Assert.True(await log.AppendAsync(new LogAppend(id, version, [new StoredEvent(version + 1, new Noted(at, "ana", "x"), [])], [], head), Stop));
    }

    static PublicIncident Incident(string id, DateTimeOffset at, PublicState state) =>
        new(id, id, Impact.Major, at, state, ["api"], [new(1, at, state, $"It is {state}.")], null, state == PublicState.Resolved ? at : null, []);

    /// <summary>A site whose disk is full for a while, and that counts what it is asked to compare.</summary>
    sealed class BrokenSite(ISite site) : ISite
    {
        public bool IsBroken { get; set; }

        public int Asked { get; private set; }

        public Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken) => site.PublishAsync(async ct =>
        {
            var update = await render(ct);
            Asked = update.Files.Count;
            return IsBroken ? throw new SiteWriteException("The disk is full.") : update;
        }, cancellationToken);
    }
}
