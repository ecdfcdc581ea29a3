namespace Incidents.Desk;

/// <summary>A line of an incident's timeline: an event, or a run of alerts that nobody would read one by one.</summary>
/// <param name="Sequence">Of the first event that it stands for.</param>
/// <param name="At">When that was.</param>
/// <param name="Until">When the last was that it stands for.</param>
/// <param name="Event">The event; null for a run.</param>
/// <param name="Run">The run; null for an event.</param>
public sealed record StoryLine(int Sequence, DateTimeOffset At, DateTimeOffset Until, Event? Event, AlertRun? Run = null);

/// <summary>Alerts that joined or ended with nothing else between them.</summary>
/// <param name="Joined">How many joined beside those that have lines of their own.</param>
/// <param name="Hosts">How many machines or objects these are about; 0 when their senders name none.</param>
/// <param name="Ended">How many ended.</param>
/// <param name="Firing">How many of the incident fired after that.</param>
public sealed record AlertRun(int Joined, int Hosts, int Ended, int Firing);

/// <summary>An incident's timeline as people read it.</summary>
/// <param name="Lines">Oldest first.</param>
/// <param name="Effects">What was to be done, by effect id, oldest first.</param>
public sealed record StoryView(IReadOnlyList<StoryLine> Lines, IReadOnlyList<(string Id, Effect Effect)> Effects);
