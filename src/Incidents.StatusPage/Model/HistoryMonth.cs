using System.Globalization;
using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>A month of the history: incidents by their start, planned work by its scheduled start, in the page's zone.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Incidents">Newest first.</param>
/// <param name="Maintenances">Newest first; only what is over.</param>
sealed record HistoryMonth(DateOnly First, IReadOnlyList<PublicIncident> Incidents, IReadOnlyList<PublicMaintenance> Maintenances)
{
    /// <summary>Where its page lies under the root: <c>history/2026-11/index.html</c>.</summary>
    public string Path => PathOf(First);

    /// <summary>Where a month's page lies.</summary>
    public static string PathOf(DateOnly month) => string.Create(CultureInfo.InvariantCulture, $"history/{month:yyyy-MM}/index.html");
}
