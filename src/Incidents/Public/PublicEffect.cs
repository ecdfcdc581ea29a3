namespace Incidents.Public;

/// <summary>What one service suffered during a stretch of an incident.</summary>
/// <param name="Service">The service's id.</param>
/// <param name="Status">How it was.</param>
/// <param name="From">In UTC.</param>
/// <param name="To">In UTC, not before <paramref name="From"/>; null while it lasts.</param>
public sealed record PublicEffect(string Service, ServiceStatus Status, DateTimeOffset From, DateTimeOffset? To);
