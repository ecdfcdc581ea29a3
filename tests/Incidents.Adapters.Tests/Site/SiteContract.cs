using System.Text;
using Incidents.Adapters.Site;
using Incidents.Public;

namespace Incidents.Adapters.Tests.Site;

/// <summary>What every place of the status page does alike.</summary>
public abstract class SiteContract
{
    protected abstract ISite Site { get; }

    /// <summary>What a visitor is sent; null when there is no such file.</summary>
    protected abstract Task<string?> ReadAsync(string path);

    /// <summary>All files that a visitor can ask for.</summary>
    protected abstract Task<IReadOnlyList<string>> ListAsync();

    [Fact]
    public async Task The_first_time_everything_is_written_and_the_front_page_last()
    {
        var written = await WriteAsync(("index.html", "front"), ("history.atom", "feed"), ("incidents/1/index.html", "one"));

        Assert.Equal(["history.atom", "incidents/1/index.html", "index.html"], written);
        Assert.Equal("one", await ReadAsync("incidents/1/index.html"));
        Assert.Equal(3, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Only_files_whose_bytes_changed_are_written()
    {
        await WriteAsync(("index.html", "front"), ("history.atom", "feed"), ("404.html", "lost"));

        Assert.Equal(["history.atom"], await WriteAsync(("index.html", "front"), ("history.atom", "fees"), ("404.html", "lost")));
        Assert.Empty(await WriteAsync(("index.html", "front"), ("history.atom", "fees"), ("404.html", "lost")));
    }

    [Fact]
    public async Task Pages_of_incidents_that_left_the_record_stay()
    {
        await WriteAsync(("incidents/1/index.html", "one"), ("index.html", "front"));
        await WriteAsync(("index.html", "new front"));

        Assert.Equal("one", await ReadAsync("incidents/1/index.html"));
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_leaves_the_page_as_it_is()
    {
        await WriteAsync(("index.html", "front"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Site.PublishAsync(_ => throw new InvalidOperationException("The log is away."), TestContext.Current.CancellationToken));

        Assert.Equal("front", await ReadAsync("index.html"));
        Assert.Equal(["index.html"], await WriteAsync(("index.html", "next")));
    }

    [Theory]
    [InlineData("../outside.html")]
    [InlineData("incidents/../../outside.html")]
    [InlineData("/etc/outside.html")]
    [InlineData("a//b.html")]
    [InlineData("a/./b.html")]
    [InlineData("..\\outside.html")]
    [InlineData("c:outside.html")]
    [InlineData(".htaccess")]
    [InlineData("a\0b.html")]
    [InlineData("a/")]
    [InlineData("")]
    public async Task A_path_that_leads_out_of_the_site_is_refused_before_anything_is_written(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(("good.html", "good"), (path, "evil")));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Two_files_with_one_name_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(("index.html", "one"), ("Index.html", "two")));

    [Fact]
    public async Task Of_many_publications_at_once_the_newest_record_stays()
    {
        var record = 0;
        Task<IReadOnlyList<SiteFile>> Render(CancellationToken ct)
        {
            var now = Volatile.Read(ref record);
            return Task.FromResult(Files(("incidents/1/index.html", $"one at {now}"), ("index.html", $"front at {now}")));
        }

        await Task.WhenAll(Enumerable.Range(1, 12).Select(_ => Task.Run(async () =>
        {
            Interlocked.Increment(ref record);
            // An attempt that others keep coming between is made again, as the desk does.
            while (await Record.ExceptionAsync(() => Site.PublishAsync(Render, TestContext.Current.CancellationToken)) is SiteWriteException)
            {
            }
        })));

        Assert.Equal("front at 12", await ReadAsync("index.html"));
        Assert.Equal("one at 12", await ReadAsync("incidents/1/index.html"));
    }

    protected Task<IReadOnlyList<string>> WriteAsync(params (string Path, string Text)[] files) => Site.PublishAsync(_ => Task.FromResult(Files(files)), TestContext.Current.CancellationToken);

    protected static IReadOnlyList<SiteFile> Files(params (string Path, string Text)[] files) =>
        [.. files.Select(file => new SiteFile(file.Path, TypeOf(file.Path), Encoding.UTF8.GetBytes(file.Text)))];

    static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".atom" => "application/atom+xml; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
}
