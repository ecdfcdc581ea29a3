namespace Incidents.Public;

/// <summary>One approved notice about an incident.</summary>
/// <param name="Number">1 for the first; rises by one and never changes, so that it can be linked to.</param>
/// <param name="At">When it was published, in UTC.</param>
/// <param name="State">The state that it announces.</param>
/// <param name="Text">Plain text with line breaks; an empty line separates paragraphs. Markup in it is shown, not obeyed.</param>
public sealed record PublicUpdate(int Number, DateTimeOffset At, PublicState State, string Text);
