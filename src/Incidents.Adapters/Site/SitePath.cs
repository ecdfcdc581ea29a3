namespace Incidents.Adapters.Site;

/// <summary>Where a file of the site may lie: inside the folder, whatever its name says.</summary>
static class SitePath
{
    const int LengthAtMost = 1024;

    /// <summary>Full paths of all files, in the same order.</summary>
    /// <inheritdoc cref="Check" path="/exception"/>
    public static IReadOnlyList<string> Resolve(string root, IReadOnlyList<string> paths)
    {
        Check(paths);
        return [.. paths.Select(path => Path.Combine([root, .. path.Split('/')]))];
    }

    /// <summary>Refuses paths that no site can have.</summary>
    /// <exception cref="ArgumentException">A path is empty, rooted, has a backslash, colon or control character, an empty, hidden, <c>.</c> or <c>..</c> part, or two paths are one.</exception>
    public static void Check(IReadOnlyList<string> paths)
    {
        // Names that differ in case only are one file on some disks.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            if (!IsSafe(path))
                throw new ArgumentException($"'{path}' cannot be a file of the status page: only relative paths below its folder are written.", nameof(paths));

            if (!seen.Add(path))
                throw new ArgumentException($"The status page has two files called '{path}'.", nameof(paths));
        }
    }

    /// <summary>Makes the folder that a file lies in, and refuses to follow a link out of the site on the way.</summary>
    /// <exception cref="IOException">A folder below the root is a symbolic link, or it cannot be made.</exception>
    public static void PrepareFolder(string root, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        for (var part = folder; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new DirectoryInfo(part).LinkTarget is not null)
                throw new IOException($"'{part}' is a symbolic link; the status page writes only into folders of its own.");
        }

        Directory.CreateDirectory(folder);
    }

    // A leading dot is kept for the temporary files, and for what a web server hides.
    static bool IsSafe(string path) =>
        path.Length is > 0 and <= LengthAtMost
        && !path.Any(character => character is '\\' or ':' || char.IsControl(character))
        && path.Split('/').All(part => part.Length > 0 && part[0] != '.');
}
