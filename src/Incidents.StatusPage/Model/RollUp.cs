using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>The state of the whole page in Statuspage's words, by Statuspage's rules.</summary>
/// <param name="Indicator"><c>none</c>, <c>minor</c>, <c>major</c>, <c>critical</c> or <c>maintenance</c>.</param>
/// <param name="Description">The sentence that clients show; always English, since clients compare it.</param>
sealed record RollUp(string Indicator, string Description)
{
    /// <summary>From all services; an active incident that names no service still counts by its impact.</summary>
    public static RollUp Of(IReadOnlyCollection<ServiceStatus> services, Impact? unplaced)
    {
        var byServices = Of(services);
        var byIncident = unplaced switch
        {
            null => new RollUp("none", "All Systems Operational"),
            Impact.Minor => new RollUp("minor", "Partially Degraded Service"),
            Impact.Major => new RollUp("major", "Partial System Outage"),
            _ => new RollUp("critical", "Major System Outage"),
        };
        return Rank(byIncident) > Rank(byServices) ? byIncident : byServices;
    }

    static RollUp Of(IReadOnlyCollection<ServiceStatus> services) => true switch
    {
        _ when services.Count == 0 => new("none", "All Systems Operational"),
        _ when services.All(s => s == ServiceStatus.MajorOutage) => new("critical", "Major System Outage"),
        _ when services.Contains(ServiceStatus.MajorOutage) => new("major", "Partial System Outage"),
        _ when services.All(s => s == ServiceStatus.PartialOutage) => new("major", "Partial System Outage"),
        _ when services.Contains(ServiceStatus.PartialOutage) => new("minor", "Minor Service Outage"),
        _ when services.All(s => s == ServiceStatus.DegradedPerformance) => new("minor", "Degraded System Service"),
        _ when services.Contains(ServiceStatus.DegradedPerformance) => new("minor", "Partially Degraded Service"),
        _ when services.Contains(ServiceStatus.UnderMaintenance) => new("maintenance", "Service Under Maintenance"),
        _ => new("none", "All Systems Operational"),
    };

    static int Rank(RollUp rollUp) => Array.IndexOf(["none", "maintenance", "minor", "major", "critical"], rollUp.Indicator);
}
