namespace Incidents.StatusPage.Model;

/// <summary>How much of some time a service was up, weighted as Statuspage does: a major outage counts whole, a partial one 30 %, degraded performance and maintenance nothing.</summary>
/// <param name="Observed">The time that counts.</param>
/// <param name="Lost">The weighted time that it was down.</param>
readonly record struct UptimeFigure(TimeSpan Observed, TimeSpan Lost)
{
    const int PartialPercent = 30;

    /// <summary>The figure of a time with these outages.</summary>
    public static UptimeFigure Of(TimeSpan observed, TimeSpan partial, TimeSpan major) => new(observed, major + new TimeSpan(partial.Ticks * PartialPercent / 100));

    /// <summary>
    /// From 0 to 100 with two decimals, rounded down, so that no outage ever reads as 100; null when no time counts.
    /// </summary>
    public decimal? Percent => Observed <= TimeSpan.Zero ? null : decimal.Floor(10_000m * (Observed - Lost).Ticks / Observed.Ticks) / 100m;

    /// <summary>What several services have together: the mean of those that have a figure, as Statuspage shows for a group.</summary>
    public static decimal? Mean(IEnumerable<UptimeFigure> figures)
    {
        var known = figures.Where(figure => figure.Observed > TimeSpan.Zero).ToList();
        return known.Count == 0 ? null : decimal.Floor(10_000m * known.Average(figure => (decimal)(figure.Observed - figure.Lost).Ticks / figure.Observed.Ticks)) / 100m;
    }
}
