namespace Incidents;

/// <summary>When a meeting begins.</summary>
/// <param name="At">On a quarter of an hour, because that is how people read a clock.</param>
/// <param name="Busy">Who has something else then, in the order of their names; empty when everybody is free.</param>
public sealed record MeetingSlot(DateTimeOffset At, IReadOnlyList<string> Busy)
{
    /// <summary>The grid of beginnings, and of what a calendar is asked about.</summary>
    public static readonly TimeSpan Grid = TimeSpan.FromMinutes(15);

    /// <summary>The first time at which everybody is free; where there is none, the first at which the fewest are busy. Null when the meeting fits into no window.</summary>
    /// <param name="windows">When it may be held, in order.</param>
    /// <param name="length">How long it takes.</param>
    /// <param name="busy">When each person has something else.</param>
    public static MeetingSlot? Find(IReadOnlyList<TimeWindow> windows, TimeSpan length, IReadOnlyDictionary<string, IReadOnlyList<TimeWindow>> busy)
    {
        MeetingSlot? best = null;
        foreach (var meeting in windows.SelectMany(window => Fitting(window, length)))
        {
            var taken = busy.Where(person => person.Value.Any(meeting.Overlaps)).Select(person => person.Key).Order(StringComparer.Ordinal).ToList();
            if (best is null || taken.Count < best.Busy.Count)
            {
                best = new MeetingSlot(meeting.From, taken);
            }

            if (taken.Count == 0)
            {
                break;
            }
        }

        return best;
    }

    static IEnumerable<TimeWindow> Fitting(TimeWindow window, TimeSpan length)
    {
        var first = window.From.UtcTicks % Grid.Ticks is var over and > 0 ? window.From.AddTicks(Grid.Ticks - over) : window.From;
        for (var at = first; at + length <= window.To; at += Grid)
        {
            yield return new TimeWindow(at, at + length);
        }
    }
}
