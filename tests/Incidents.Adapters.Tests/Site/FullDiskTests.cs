using Incidents.Adapters.Site;
using Incidents.Public;

namespace Incidents.Adapters.Tests.Site;

public sealed class FullDiskTests : IDisposable
{
    readonly SmallDisk disk = new(kilobytes: 64);

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task A_full_disk_is_an_error_with_a_name_and_leaves_the_old_page_whole()
    {
        disk.SkipUnlessMounted();
        var old = new byte[30_000];
        using var site = new FolderSite(disk.Path);
        await site.PublishAsync(Page(old), TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<SiteWriteException>(() => site.PublishAsync(Page(new byte[60_000]), TestContext.Current.CancellationToken));

        Assert.Contains("'index.html' could not be written", exception.Message, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllBytesAsync(Path.Combine(disk.Path, "index.html"), TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(disk.Path));

        Assert.Equal(["index.html"], await site.PublishAsync(Page(new byte[20_000]), TestContext.Current.CancellationToken));
    }

    static Func<CancellationToken, Task<IReadOnlyList<SiteFile>>> Page(byte[] content) => _ => Task.FromResult<IReadOnlyList<SiteFile>>([new SiteFile("index.html", "text/html", content)]);
}
