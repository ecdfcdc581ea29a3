using System.Diagnostics;
using Incidents.Adapters.Site;
using Incidents.Public;

namespace Incidents.Adapters.Tests.Site;

/// <summary>On a real small disk, where the machine lets a test mount one.</summary>
public sealed class FullDiskTests : IDisposable
{
    readonly string disk = Directory.CreateTempSubdirectory("disk-").FullName;
    readonly bool mounted;

    public FullDiskTests() => mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk);

    public void Dispose()
    {
        if (mounted)
            Run("umount", disk);

        Directory.Delete(disk);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_with_a_name_and_leaves_the_old_page_whole()
    {
        Assert.SkipUnless(mounted, "This test mounts a small disk, which needs root on Linux.");
        var old = new byte[30_000];
        using var site = new FolderSite(disk);
        await site.WriteAsync([Page(old)], TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<SiteWriteException>(() => site.WriteAsync([Page(new byte[60_000])], TestContext.Current.CancellationToken));

        Assert.Contains("'index.html' could not be written", exception.Message, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllBytesAsync(Path.Combine(disk, "index.html"), TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(disk));

        Assert.Equal(["index.html"], await site.WriteAsync([Page(new byte[20_000])], TestContext.Current.CancellationToken));
    }

    static SiteFile Page(byte[] content) => new("index.html", "text/html", content);

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
