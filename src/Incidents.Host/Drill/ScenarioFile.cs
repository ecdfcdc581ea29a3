using System.Text.Json;

namespace Incidents.Host.Drill;

/// <summary>Finds scenarios: those that come with the program by name, others by path.</summary>
static class ScenarioFile
{
    /// <summary>The samples that lie beside the program.</summary>
    public static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="DrillException">It is not there, or it is no scenario.</exception>
    public static Scenario Read(string name)
    {
        var own = Path.Combine(Samples, "scenarios", $"{name}.json");
        var path = File.Exists(name) ? name : own;
        if (!File.Exists(path))
        {
            var known = Directory.CreateDirectory(Path.GetDirectoryName(own)!).EnumerateFiles("*.json").Select(file => Path.GetFileNameWithoutExtension(file.Name)).Order(StringComparer.Ordinal);
            throw new DrillException($"There is no scenario \"{name}\". Known: {string.Join(", ", known)}; or give a file's path.");
        }

        try
        {
            return Scenario.Read(File.ReadAllText(path));
        }
        catch (JsonException exception)
        {
            throw new DrillException($"{path} is no scenario: {exception.Message}", exception);
        }
    }
}
