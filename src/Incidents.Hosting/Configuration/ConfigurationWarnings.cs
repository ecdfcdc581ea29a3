using System.Globalization;

namespace Incidents.Hosting.Configuration;

/// <summary>What a host can work with and nobody may have meant.</summary>
public static class ConfigurationWarnings
{
    /// <summary>Everything of it, as the configuration stands at a time.</summary>
    public static IReadOnlyList<Problem> Of(ResponseConfiguration c, DateTimeOffset now)
    {
        var rotation = c.ToPolicy(drill: false).Roster.Rotation;
        return TimeZoneInfo.ConvertTime(now, rotation.Zone).DateTime >= rotation.Start || rotation.First(now) is not { } first ? [] :
        [
            new("rotation.start", string.Create(CultureInfo.InvariantCulture, $"{rotation.Start:yyyy-MM-dd HH:mm} is still to come; until then the turns are counted back from it, and {c.Find(first)?.Name ?? first} is on call now."),
                "Write when somebody's turn began, or leave it if that is who should be called."),
        ];
    }
}
