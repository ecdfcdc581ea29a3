using System.Globalization;
using Microsoft.Graph.Models;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>Times as Outlook writes them: a wall clock and its zone. Here the zone is UTC always.</summary>
static class GraphTime
{
    /// <summary>The zone's name for Outlook.</summary>
    public const string Zone = "UTC";

    /// <summary>Writes one.</summary>
    public static DateTimeTimeZone Write(DateTimeOffset at) => new() { DateTime = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture), TimeZone = Zone };

    /// <summary>Reads one that was asked for in UTC; null when it is none.</summary>
    public static DateTimeOffset? Read(DateTimeTimeZone? time) =>
        DateTimeOffset.TryParse(time?.DateTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
