using Incidents.Planned;
using Incidents.Public;

namespace Incidents.Web.Planned;

/// <summary>Planned work in words for responders.</summary>
static class PlannedWords
{
    /// <summary>Where it stands.</summary>
    public static string State(PlannedWork w) => w switch
    {
        { Cancelled: true } => "Cancelled",
        { IsPublic: false } => "Draft",
        { State: MaintenanceState.Scheduled } => "Scheduled",
        { State: MaintenanceState.InProgress } => "In progress",
        { State: MaintenanceState.Verifying } => "Verifying",
        _ => "Completed",
    };

    /// <summary>What a service suffers.</summary>
    public static string Impact(ServiceStatus status) => status switch
    {
        ServiceStatus.UnderMaintenance => "under maintenance",
        ServiceStatus.DegradedPerformance => "degraded",
        ServiceStatus.PartialOutage => "partial outage",
        _ => "cannot be used",
    };
}
