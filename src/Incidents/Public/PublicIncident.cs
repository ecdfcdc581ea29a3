namespace Incidents.Public;

/// <summary>What the public is told about one incident: only what was approved for it, never the internal record.</summary>
/// <param name="Id">Names the incident in addresses and feeds: 1 to 100 of A-Z, a-z, 0-9, dot, hyphen and underscore, starting with a letter or digit.</param>
/// <param name="Title">One line of plain text.</param>
/// <param name="Impact">How bad it is or was.</param>
/// <param name="StartedAt">When customers began to notice, in UTC.</param>
/// <param name="State">The state of the latest update.</param>
/// <param name="Services">Ids of the affected services, as in <see cref="PublicPage.Services"/>; an id that is not listed there is shown as it is.</param>
/// <param name="Updates">Oldest first.</param>
/// <param name="NextUpdateBy">The promise of the next update, in UTC; null when none is owed.</param>
/// <param name="ResolvedAt">In UTC; null while the incident is active.</param>
/// <param name="Reports">Revisions of the post-mortem, oldest first; empty until one is published.</param>
/// <param name="Effects">What each service suffered and when; null: each of <paramref name="Services"/> suffers the impact from the start until it is resolved.</param>
public sealed record PublicIncident(
    string Id,
    string Title,
    Impact Impact,
    DateTimeOffset StartedAt,
    PublicState State,
    IReadOnlyList<string> Services,
    IReadOnlyList<PublicUpdate> Updates,
    DateTimeOffset? NextUpdateBy,
    DateTimeOffset? ResolvedAt,
    IReadOnlyList<PublicReport> Reports,
    IReadOnlyList<PublicEffect>? Effects = null);
