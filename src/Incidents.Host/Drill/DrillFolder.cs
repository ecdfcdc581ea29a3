using Incidents.Adapters.Log;

namespace Incidents.Host.Drill;

/// <summary>Empties the folder of an earlier rehearsal. Anything else is refused and not touched.</summary>
static class DrillFolder
{
    /// <summary>Makes the folder ready for a rehearsal.</summary>
    /// <exception cref="DataFolderException">It is in use, or is not a rehearsal's.</exception>
    /// <exception cref="DrillException">It holds something that no rehearsal wrote.</exception>
    public static void Empty(string data)
    {
        var full = Path.GetFullPath(data);
        if (!Directory.Exists(full) || !Directory.EnumerateFileSystemEntries(full).Any())
        {
            return;
        }

        if (!File.Exists(Path.Combine(full, "kind")))
        {
            throw new DrillException($"{full} is not empty and no rehearsal's folder, so it was left as it is. Give another folder with --data.");
        }

        // Holding it proves that no host runs on it and that it is a rehearsal's.
        using (DataFolder.Open(full, drill: true))
        {
            foreach (var entry in new DirectoryInfo(full).EnumerateFileSystemInfos().Where(entry => entry.Name is not ("lock" or "kind")))
            {
                if (entry is DirectoryInfo folder)
                {
                    folder.Delete(recursive: true);
                }
                else
                {
                    entry.Delete();
                }
            }
        }
    }
}
