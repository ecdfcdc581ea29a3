namespace Incidents.Adapters.Files;

/// <summary>Files that are there whole or not at all, and only for this account.</summary>
static class WholeFile
{
    /// <summary>Writes a file, on the disk before it has its name. A file of that name is replaced.</summary>
    /// <exception cref="IOException">The disk is full or the folder may not be written to; nothing has the name.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        var temporary = Temporary(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await using (var stream = new FileStream(temporary, options))
        {
            await stream.WriteAsync(content, ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Where a file is while it is written. The same name each time: what a crash left behind is used up by the next attempt.</summary>
    public static string Temporary(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");

    static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
