namespace Incidents.Public;

/// <summary>One revision of the public report on an incident (the post-mortem).</summary>
/// <param name="Revision">1 for the first; a later one replaces it on the page and the earlier ones stay readable.</param>
/// <param name="At">When this revision was published, in UTC.</param>
/// <param name="Text">Markdown; raw HTML in it is shown as text.</param>
public sealed record PublicReport(int Revision, DateTimeOffset At, string Text);
