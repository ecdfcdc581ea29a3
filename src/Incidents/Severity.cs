namespace Incidents;

/// <summary>How bad it is. The order counts: a higher value is worse; when unsure, the higher governs.</summary>
public enum Severity
{
    /// <summary>A nuisance: a secondary function, few users.</summary>
    Minor,

    /// <summary>A main function, or many users.</summary>
    Major,

    /// <summary>The product is down for most users, or data is at risk.</summary>
    Critical,
}

/// <summary>How much of the product is affected.</summary>
public enum Extent
{
    /// <summary>A secondary function.</summary>
    Secondary,

    /// <summary>A main function.</summary>
    Main,

    /// <summary>Everything, or nearly.</summary>
    Whole,
}
