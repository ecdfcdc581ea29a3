using Microsoft.Graph;
using Microsoft.Graph.Users.Item.Calendar.GetSchedule;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>When people have something else, as far as their calendars say (learn.microsoft.com/graph/api/calendar-getschedule).</summary>
/// <param name="Busy">By person; nobody is left out whose calendar could be read.</param>
/// <param name="Unknown">Whose calendar could not be read, such as somebody of another company.</param>
sealed record TeamSchedule(IReadOnlyDictionary<string, IReadOnlyList<TimeWindow>> Busy, IReadOnlyList<string> Unknown)
{
    // Free, and working elsewhere; tentative, busy and out of office count as busy.
    const string FreeMarks = "04";

    /// <summary>Asks for the time from the first window's beginning to the last one's end.</summary>
    /// <param name="graph">Needs Calendars.Read for the organiser.</param>
    /// <param name="options">In whose name.</param>
    /// <param name="people">Addresses by person; Graph takes 20 at once.</param>
    /// <param name="windows">In order, at least one, within 62 days.</param>
    /// <param name="ct">Ends the work early.</param>
    public static async Task<TeamSchedule> AskAsync(GraphServiceClient graph, GraphOptions options, IReadOnlyDictionary<string, string> people, IReadOnlyList<TimeWindow> windows, CancellationToken ct)
    {
        var from = new DateTimeOffset(windows[0].From.UtcTicks - (windows[0].From.UtcTicks % MeetingSlot.Grid.Ticks), TimeSpan.Zero);
        var body = new GetSchedulePostRequestBody
        {
            Schedules = [.. people.Values],
            StartTime = GraphTime.Write(from),
            EndTime = GraphTime.Write(windows[^1].To),
            AvailabilityViewInterval = (int)MeetingSlot.Grid.TotalMinutes,
        };
        var answer = await graph.Users[options.Organiser].Calendar.GetSchedule.PostAsGetSchedulePostResponseAsync(body, request => request.Options.Add(GraphAttempt.Once), ct);

        var busy = new Dictionary<string, IReadOnlyList<TimeWindow>>(StringComparer.Ordinal);
        foreach (var (person, address) in people)
        {
            var schedule = answer?.Value?.FirstOrDefault(s => string.Equals(s.ScheduleId, address, StringComparison.OrdinalIgnoreCase));
            if (schedule is { Error: null, AvailabilityView: { } view })
                busy[person] = Taken(view, from);
        }

        return new TeamSchedule(busy, [.. people.Keys.Except(busy.Keys, StringComparer.Ordinal)]);
    }

    static List<TimeWindow> Taken(string view, DateTimeOffset from) =>
        [.. view.Index().Where(mark => !FreeMarks.Contains(mark.Item)).Select(mark => new TimeWindow(from + (MeetingSlot.Grid * mark.Index), from + (MeetingSlot.Grid * (mark.Index + 1))))];
}
