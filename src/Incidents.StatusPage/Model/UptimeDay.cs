using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>One bar of a service's strip.</summary>
/// <param name="Date">In the page's zone.</param>
/// <param name="Worst">The worst that the service was on this day, however shortly.</param>
/// <param name="Length">The day's length; zero when the day does not count, since the service did not exist.</param>
/// <param name="Degraded">How long it was degraded.</param>
/// <param name="Partial">How long it was partly down.</param>
/// <param name="Major">How long it was down.</param>
/// <param name="Maintenance">How long it was worked on while nothing else ailed it.</param>
/// <param name="Incidents">Ids of the incidents and maintenances behind it, the newest first.</param>
sealed record UptimeDay(DateOnly Date, ServiceStatus Worst, TimeSpan Length, TimeSpan Degraded, TimeSpan Partial, TimeSpan Major, TimeSpan Maintenance, IReadOnlyList<string> Incidents)
{
    /// <summary>False for a day on which the service was not there yet.</summary>
    public bool Known => Length > TimeSpan.Zero;

    /// <summary>The figure of this day alone.</summary>
    public UptimeFigure Figure => UptimeFigure.Of(Length, Partial, Major);
}
