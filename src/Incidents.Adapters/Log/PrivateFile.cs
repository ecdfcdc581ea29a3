using System.Text;

namespace Incidents.Adapters.Log;

/// <summary>Files that only their owner reads and writes (mode 0600; on Windows the folder's rights count).</summary>
static class PrivateFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file; made new, it is its owner's from its first moment.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var file = new FileStream(path, options);
        Close(path);
        return file;
    }

    /// <summary>Writes a file that is there whole or not at all, also after a crash.</summary>
    /// <exception cref="IOException">It is there already and is not to be replaced, or the disk does not take it; nothing is left behind.</exception>
    public static void Write(string path, string text, bool overwrite)
    {
        var draft = Draft(path);
        try
        {
            using (var file = Open(draft, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Where a file is written before it takes its name: beside it, since only a move within one disk is all or nothing.</summary>
    public static string Draft(string path) => $"{path}.{Environment.ProcessId}.draft";

    /// <summary>Takes a file of an earlier version away from everybody else; does nothing when it is not there.</summary>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
