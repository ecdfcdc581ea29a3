using Incidents.Adapters.Site;
using Incidents.Public;

namespace Incidents.Adapters.Tests.Site;

public sealed class FolderSiteTests : SiteContract, IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("site-").FullName;
    readonly FolderSite site;

    public FolderSiteTests() => site = new FolderSite(root);

    protected override ISite Site => site;

    public void Dispose()
    {
        site.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_file_that_is_right_is_not_touched()
    {
        await WriteAsync(("index.html", "front"), ("404.html", "lost"));
        var untouched = File.GetLastWriteTimeUtc(At("404.html"));

        await WriteAsync(("index.html", "new front"), ("404.html", "lost"));

        Assert.Equal(untouched, File.GetLastWriteTimeUtc(At("404.html")));
    }

    [Fact]
    public async Task A_reader_who_has_the_old_file_open_reads_it_to_its_end()
    {
        await WriteAsync(("index.html", "old content"));
        using var reader = new StreamReader(new FileStream(At("index.html"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        await WriteAsync(("index.html", "new"));

        Assert.Equal("old content", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal("new", await ReadAsync("index.html"));
    }

    [Fact]
    public async Task No_reader_ever_sees_half_a_file()
    {
        string[] versions = [new('a', 200_000), new('b', 300_000)];
        await WriteAsync(("index.html", versions[0]));
        var writer = Task.Run(async () =>
        {
            for (var turn = 1; turn <= 40; turn++)
                await WriteAsync(("index.html", versions[turn % 2]));
        }, TestContext.Current.CancellationToken);

        do
            Assert.Contains(await ReadAsync("index.html"), versions);
        while (!writer.IsCompleted);

        await writer;
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_used_up_by_the_next_attempt()
    {
        await File.WriteAllTextAsync(At(".index.html.new"), "half of a pa", TestContext.Current.CancellationToken);

        await WriteAsync(("index.html", "whole"));

        Assert.Equal(["index.html"], Directory.GetFiles(root).Select(Path.GetFileName));
        Assert.Equal("whole", await ReadAsync("index.html"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named_and_the_old_one_stays_whole()
    {
        await WriteAsync(("index.html", "old"));
        Directory.CreateDirectory(At(".index.html.new"));

        var exception = await Assert.ThrowsAsync<SiteWriteException>(() => WriteAsync(("index.html", "new")));

        Assert.Contains("'index.html' could not be written", exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", await ReadAsync("index.html"));
    }

    [Fact]
    public async Task Of_a_change_that_cannot_be_written_whole_nothing_is_shown()
    {
        await WriteAsync(("index.html", "old"), ("incidents/1.html", "old"));
        Directory.CreateDirectory(At(".index.html.new"));
        var change = SiteUpdate.Of([new SiteFile("incidents/1.html", "text/html", "new"u8.ToArray()), new SiteFile("index.html", "text/html", "new"u8.ToArray())]) with { Whole = false };

        await Assert.ThrowsAsync<SiteWriteException>(() => site.PublishAsync(_ => Task.FromResult(change), TestContext.Current.CancellationToken));

        Assert.Equal("old", await ReadAsync("incidents/1.html"));
        Assert.Equal(["1.html"], Directory.GetFiles(At("incidents")).Select(Path.GetFileName));

        Directory.Delete(At(".index.html.new"));
        Assert.Equal(["incidents/1.html", "index.html"], await site.PublishAsync(_ => Task.FromResult(change), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_not_followed()
    {
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-").FullName;
        Directory.CreateSymbolicLink(At("incidents"), elsewhere);

        await Assert.ThrowsAsync<SiteWriteException>(() => WriteAsync(("incidents/1.html", "one")));

        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
        Directory.Delete(elsewhere);
    }

    string At(string path) => Path.Combine(root, path);

    protected override async Task<string?> ReadAsync(string path) => File.Exists(At(path)) ? await File.ReadAllTextAsync(At(path), TestContext.Current.CancellationToken) : null;

    protected override Task<IReadOnlyList<string>> ListAsync() => Task.FromResult<IReadOnlyList<string>>([.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]);
}
