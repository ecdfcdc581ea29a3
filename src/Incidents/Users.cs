using System.Globalization;

namespace Incidents;

/// <summary>How many users are affected, from what is known.</summary>
public static class Users
{
    /// <summary>The largest of: distinct reporting users, what an alert says, what a person says.</summary>
    public static int Count(Incident incident) =>
        Math.Max(incident.Reporters.Count, Math.Max(incident.UsersEstimated ?? 0, incident.AlertUsers ?? 0));

    /// <summary>True when somebody or something said a number; reports alone do not, since most users do not report.</summary>
    public static bool AreKnown(Incident incident) => incident.UsersEstimated is not null || incident.AlertUsers is not null;

    /// <summary>How many as far as is known, such as "40 users affected".</summary>
    public static string InWords(Incident incident) => Count(incident) switch
    {
        0 when !AreKnown(incident) => "number of affected users not known",
        1 => "1 user affected",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} users affected"),
    };
}
