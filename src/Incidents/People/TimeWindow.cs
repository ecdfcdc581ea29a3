namespace Incidents;

/// <summary>A stretch of time.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
public sealed record TimeWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>True when the two have a moment in common.</summary>
    public bool Overlaps(TimeWindow other) => From < other.To && other.From < To;
}
