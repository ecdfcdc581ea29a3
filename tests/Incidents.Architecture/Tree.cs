using System.Runtime.CompilerServices;

namespace Incidents.Architecture;

/// <summary>The source tree that these tests were compiled from.</summary>
static class Tree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory) ?? FindRoot(ThisFile()) ??
        throw new InvalidOperationException("IncidentFunctions.sln is in no folder above these tests.");

    /// <summary>C# and Razor files under a folder of the root, without what a build made.</summary>
    public static IEnumerable<SourceFile> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllLines(path)))
            .Where(file => IsOurs(file.Path));

    /// <summary>Project files of src, by project name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } =
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Where(IsOurs)
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);

    // Not what a build made.
    static bool IsOurs(string path) => !path.Replace('\\', '/').Split('/').Any(part => part is "bin" or "obj");

    static string? FindRoot(string? from)
    {
        for (var folder = from; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "IncidentFunctions.sln")))
                return folder;
        return null;
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>A file of the tree; its path is relative to the root, with forward slashes.</summary>
sealed record SourceFile(string Path, string[] Lines);
