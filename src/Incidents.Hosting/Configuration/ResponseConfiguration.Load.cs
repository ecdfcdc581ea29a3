using System.Text.Json;

namespace Incidents.Hosting.Configuration;

public sealed partial record ResponseConfiguration
{
    static readonly JsonDocumentOptions Relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };

    /// <summary>Reads a file and checks it; without one, the built-in sample company.</summary>
    /// <param name="path">The file; null for the sample.</param>
    /// <param name="secrets">Whether the secret at a path of the file is used, so that it must be in the environment; null: all are.</param>
    public static Loaded Load(string? path = null, Func<string, bool>? secrets = null)
    {
        if (path is null)
            return new(SampleConfiguration.Value, []);

        try
        {
            return Parse(File.ReadAllText(path), secrets);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, [new("", $"The file {path} cannot be read: {exception.Message}", "Give the path of a file that this account may read.")]);
        }
    }

    /// <summary>Reads and checks the text of a file.</summary>
    public static Loaded Parse(string json, Func<string, bool>? secrets = null)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Relaxed);
            var problems = new List<Problem>();
            var read = (ResponseConfiguration?)new ConfigurationReader(problems).Read(typeof(ResponseConfiguration), document.RootElement, "");
            if (read is not null)
                problems.AddRange(ConfigurationCheck.Of(read).Where(problem => !problem.OfEnvironment || secrets?.Invoke(problem.Path) != false));
            return problems.Count == 0 ? new(read, []) : new(null, [.. problems.DistinctBy(p => p.Path)]);
        }
        catch (JsonException exception)
        {
            return new(null, [new("", $"This is not JSON: {exception.Message}", $"Look at line {exception.LineNumber + 1}, around character {exception.BytePositionInLine + 1}.")]);
        }
    }
}
