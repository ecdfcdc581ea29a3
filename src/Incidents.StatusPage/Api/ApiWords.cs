using System.Globalization;
using Incidents.Public;

namespace Incidents.StatusPage.Api;

/// <summary>The API's words for what the record knows. Clients compare them, so they are the same in every language.</summary>
static class ApiWords
{
    /// <summary>A service's state.</summary>
    public static string Of(ServiceStatus status) => status switch
    {
        ServiceStatus.Operational => "operational",
        ServiceStatus.UnderMaintenance => "under_maintenance",
        ServiceStatus.DegradedPerformance => "degraded_performance",
        ServiceStatus.PartialOutage => "partial_outage",
        _ => "major_outage",
    };

    /// <summary>The state of a response.</summary>
    public static string Of(PublicState state) => state switch
    {
        PublicState.Investigating => "investigating",
        PublicState.Identified => "identified",
        PublicState.Monitoring => "monitoring",
        _ => "resolved",
    };

    /// <summary>An impact.</summary>
    public static string Of(Impact impact) => impact switch
    {
        Impact.Minor => "minor",
        Impact.Major => "major",
        _ => "critical",
    };

    /// <summary>The state of planned work.</summary>
    public static string Of(MaintenanceState state) => state switch
    {
        MaintenanceState.Scheduled => "scheduled",
        MaintenanceState.InProgress => "in_progress",
        MaintenanceState.Verifying => "verifying",
        _ => "completed",
    };

    /// <summary>ISO 8601 with the three digits of a second that some clients insist on: <c>2026-11-24T02:10:05.000Z</c>.</summary>
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
