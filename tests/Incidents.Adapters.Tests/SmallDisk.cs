using System.Diagnostics;
using System.Globalization;

namespace Incidents.Adapters.Tests;

/// <summary>A real disk of a few kilobytes, where the machine lets a test mount one.</summary>
sealed class SmallDisk : IDisposable
{
    readonly bool mounted;

    public SmallDisk(int kilobytes) =>
        mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k"), "none", Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("disk-").FullName;

    public void SkipUnlessMounted() => Assert.SkipUnless(mounted, "This test mounts a small disk, which needs root on Linux.");

    public void Dispose()
    {
        if (mounted)
            Run("umount", Path);

        Directory.Delete(Path, recursive: true);
    }

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
