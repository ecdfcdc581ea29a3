using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>Class names that colour a part of the page, and the icon whose shape says the same without colour.</summary>
static class Tone
{
    public const string Good = "good";
    public const string Planned = "info";

    /// <summary>For an impact, or for the lack of one.</summary>
    public static string Of(Impact? impact) => impact switch
    {
        null => Good,
        Impact.Minor => "minor",
        Impact.Major => "major",
        _ => "critical",
    };

    /// <summary>For how a service is.</summary>
    public static string Of(ServiceStatus status) => status switch
    {
        ServiceStatus.Operational => Good,
        ServiceStatus.UnderMaintenance => Planned,
        ServiceStatus.DegradedPerformance => "minor",
        ServiceStatus.PartialOutage => "major",
        _ => "critical",
    };

    /// <summary>For how far planned work has come.</summary>
    public static string Of(MaintenanceState state) => state switch
    {
        MaintenanceState.Scheduled => "clock",
        MaintenanceState.InProgress => Planned,
        MaintenanceState.Verifying => "monitoring",
        _ => "resolved",
    };

    /// <summary>For the whole page: incidents first, then planned work under way.</summary>
    public static string Of(Site site) => site.Worst is { } worst ? Of(worst) : site.Ongoing.Count > 0 ? Planned : Good;

    /// <summary>For a state of the response.</summary>
    public static string Of(PublicState state) => state switch
    {
        PublicState.Investigating => "investigating",
        PublicState.Identified => "identified",
        PublicState.Monitoring => "monitoring",
        _ => "resolved",
    };
}
