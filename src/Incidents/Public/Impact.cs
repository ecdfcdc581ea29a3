namespace Incidents.Public;

/// <summary>How much an incident hurts customers. The order counts: higher is worse.</summary>
public enum Impact
{
    /// <summary>Some customers notice, with little loss.</summary>
    Minor,

    /// <summary>Important functions are missing or slow for many customers.</summary>
    Major,

    /// <summary>The service cannot be used, or data is at risk.</summary>
    Critical,
}
