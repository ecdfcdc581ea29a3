namespace Incidents.Public;

/// <summary>All that the status page is made of. Whatever the page shows comes from here: it has no clock.</summary>
/// <param name="Page">Whose page it is.</param>
/// <param name="Incidents">In any order.</param>
/// <param name="Maintenances">In any order.</param>
/// <param name="Day">
/// The day at which the 90-day strips end, in the page's zone. Whoever publishes gives the present day and publishes again when it is over; null for the day of the record's last
/// change.
/// </param>
public sealed record PublicHistory(
    PublicPage Page,
    IReadOnlyList<PublicIncident> Incidents,
    IReadOnlyList<PublicMaintenance> Maintenances,
    DateOnly? Day = null);
