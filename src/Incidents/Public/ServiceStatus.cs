namespace Incidents.Public;

/// <summary>How a service is, in the five words that status pages agree on. The order counts: higher is worse.</summary>
public enum ServiceStatus
{
    /// <summary>It works.</summary>
    Operational,

    /// <summary>It is being worked on, as announced.</summary>
    UnderMaintenance,

    /// <summary>It works, slowly or with little loss. Counts as up.</summary>
    DegradedPerformance,

    /// <summary>It fails for some customers, or in part. Counts as 30 % down.</summary>
    PartialOutage,

    /// <summary>It cannot be used. Counts as down.</summary>
    MajorOutage,
}
