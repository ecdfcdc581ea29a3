namespace Incidents.Public;

/// <summary>A service in the words that customers know it by.</summary>
/// <param name="Id">What <see cref="PublicIncident.Services"/> refers to.</param>
/// <param name="Name">One line of plain text.</param>
/// <param name="Description">One line on what it does for the customer; null when the name says it.</param>
/// <param name="Group">The group under which it is listed, as customers read it; null when it stands alone.</param>
/// <param name="Since">The first day that is counted in its uptime, in the page's zone; null when all days are.</param>
public sealed record PublicService(string Id, string Name, string? Description, string? Group = null, DateOnly? Since = null);
