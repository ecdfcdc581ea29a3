using System.Globalization;
using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>What a host can work with and nobody may have meant.</summary>
public static class ConfigurationWarnings
{
    /// <summary>Everything of it, as the configuration stands at a time.</summary>
    public static IReadOnlyList<Problem> Of(ResponseConfiguration c, DateTimeOffset now) => [.. RotationToCome(c, now), .. NobodyWakes(c), .. OneManager(c), .. SecretsNotUsed(c)];

    static IEnumerable<Problem> NobodyWakes(ResponseConfiguration c)
    {
        var asleep = c.People.Where(p => (c.Rotation.People.Contains(p.Id) || p.Roles.Contains(Role.OnCall)) && p.Push is null && p.Ways.Count == 0).ToList();
        return asleep.Count == 0 ? [] : [new("people", $"Nothing wakes {string.Join(", ", asleep.Select(p => p.Name))} at night; a mail wakes nobody.", "Write a push topic, or other ways.")];
    }

    static IEnumerable<Problem> OneManager(ResponseConfiguration c) => c.People.Where(p => p.Roles.Contains(Role.Manager)).ToList() is not [var only] ? [] :
        [new("people", $"Only {only.Name} is a manager: nothing is published while they do not answer, and there is nobody else to call.", "Give a second person the role manager.")];

    static IEnumerable<Problem> SecretsNotUsed(ResponseConfiguration c) => c.Sources.Index().Where(s => s.Item is { Auth: SourceProof.None, Secret: not null })
        .Select(s => new Problem($"sources[{s.Index}].secret", "This secret is not asked for, since auth is none.", "Name the proof that the sender gives, or take the secret out."));

    static IEnumerable<Problem> RotationToCome(ResponseConfiguration c, DateTimeOffset now)
    {
        var rotation = c.ToPolicy(drill: false).Roster.Rotation;
        return TimeZoneInfo.ConvertTime(now, rotation.Zone).DateTime >= rotation.Start || rotation.First(now) is not { } first ? [] :
        [
            new("rotation.start", string.Create(CultureInfo.InvariantCulture, $"{rotation.Start:yyyy-MM-dd HH:mm} is still to come; until then the turns are counted back from it, and {c.Find(first)?.Name ?? first} is on call now."),
                "Write when somebody's turn began, or leave it if that is who should be called."),
        ];
    }
}
