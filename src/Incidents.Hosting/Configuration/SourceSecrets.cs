using System.Text.Json;

namespace Incidents.Hosting.Configuration;

/// <summary>The secrets that a source may prove itself with: one, or two while one is being replaced, so that no alert is refused meanwhile.</summary>
/// <param name="Alive">The new one first.</param>
public sealed record SourceSecrets(IReadOnlyList<Secret> Alive)
{
    /// <summary>The most that are alive at once.</summary>
    public const int Most = 2;

    /// <summary>The one that senders should use.</summary>
    public Secret Current => Alive[0];

    /// <summary>The one that goes once no sender uses it any more; null when none is being replaced.</summary>
    public Secret? Former => Alive.Count > 1 ? Alive[1] : null;

    /// <summary>What the file has: one secret's name, or a list of one or two.</summary>
    /// <returns>Null after a problem, which is added.</returns>
    internal static SourceSecrets? Read(JsonElement json, string path, ConfigurationReader reader, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return reader.Read(typeof(Secret), json, path) is Secret one ? new([one]) : null;

        if (json.GetArrayLength() is not (> 0 and <= Most))
        {
            problems.Add(new(path, $"{json.GetArrayLength()} secrets are listed.", "List the new one and the former one; take the former out once no sender uses it."));
            return null;
        }

        var alive = (List<Secret>?)reader.Read(typeof(IReadOnlyList<Secret>), json, path);
        return alive is { Count: > 0 } ? new(alive) : null;
    }
}
