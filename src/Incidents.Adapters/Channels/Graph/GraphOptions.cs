using System.ComponentModel.DataAnnotations;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>In whose name Microsoft Graph is asked.</summary>
/// <param name="Organiser">
/// The object id of the one account that opens every call and holds every meeting. Another account has other meetings, so changing it while an incident runs opens a second call.
/// </param>
public sealed record GraphOptions(string Organiser)
{
    /// <summary>How long one attempt may take. Default 10 seconds, because people wait for the call; 1 second to 25 seconds, less than the desk allows.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:25")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
