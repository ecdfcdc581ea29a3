using System.Text;
using Incidents.Adapters.Site;
using Incidents.Public;

namespace Incidents.Adapters.Tests.Site;

public sealed class FolderSiteTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("site-").FullName;
    readonly FolderSite site;

    public FolderSiteTests() => site = new FolderSite(root);

    public void Dispose()
    {
        site.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task The_first_time_everything_is_written_and_the_front_page_last()
    {
        var written = await WriteAsync(("index.html", "front"), ("history.atom", "feed"), ("incidents/1/index.html", "one"));

        Assert.Equal(["history.atom", "incidents/1/index.html", "index.html"], written);
        Assert.Equal("one", await ReadAsync("incidents/1/index.html"));
        Assert.Equal(3, Directory.GetFiles(root, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Only_files_whose_bytes_changed_are_written()
    {
        await WriteAsync(("index.html", "front"), ("history.atom", "feed"), ("404.html", "lost"));
        var untouched = File.GetLastWriteTimeUtc(At("404.html"));

        Assert.Equal(["history.atom"], await WriteAsync(("index.html", "front"), ("history.atom", "fees"), ("404.html", "lost")));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(At("404.html")));
        Assert.Empty(await WriteAsync(("index.html", "front"), ("history.atom", "fees"), ("404.html", "lost")));
    }

    [Fact]
    public async Task Files_of_incidents_that_left_the_record_stay()
    {
        await WriteAsync(("incidents/1/index.html", "one"), ("index.html", "front"));
        await WriteAsync(("index.html", "new front"));

        Assert.Equal("one", await ReadAsync("incidents/1/index.html"));
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
    public async Task A_path_that_leads_out_of_the_folder_is_refused_before_anything_is_written(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(("good.html", "good"), (path, "evil")));

        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public async Task Two_files_with_one_name_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(("index.html", "one"), ("Index.html", "two")));

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

    Task<string> ReadAsync(string path) => File.ReadAllTextAsync(At(path), TestContext.Current.CancellationToken);

    Task<IReadOnlyList<string>> WriteAsync(params (string Path, string Text)[] files) =>
        site.WriteAsync([.. files.Select(file => new SiteFile(file.Path, "text/html", Encoding.UTF8.GetBytes(file.Text)))], TestContext.Current.CancellationToken);
}
