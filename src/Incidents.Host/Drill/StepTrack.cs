namespace Incidents.Host.Drill;

/// <summary>What became of each of the steps 0 to 9, from the events of the log.</summary>
public static class StepTrack
{
    /// <summary>The plan's names of the steps.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "Detect", "Set up", "Announce: investigating", "Prepare support", "Identify and mitigate", "Announce: identified", "Announce: monitoring",
        "Announce: resolved", "Conclude customer communication", "Follow up",
    ];

    /// <summary>Every step with its outcome and when it was settled; a step that is not reached waits.</summary>
    public static IReadOnlyList<TrackedStep> Of(IReadOnlyList<Event> events)
    {
        var closed = events.Any(e => e is IncidentClosed or AlarmDismissed or NearMissClosed);
        return [.. Names.Select((name, step) => Settled(step, events) is { } settled ? new TrackedStep(step, name, settled.Outcome, settled.At)
            : new TrackedStep(step, name, closed ? StepOutcome.Skipped : StepOutcome.Waiting, null))];
    }

    static (StepOutcome Outcome, DateTimeOffset At)? Settled(int step, IReadOnlyList<Event> events) => step switch
    {
        0 => First(events, e => e is IncidentDeclared or AlarmDismissed or NearMissClosed),
        1 => First(events, e => e is TeamSet),
        2 => First(events, e => e is AnnouncementMade { Kind: NoticeKind.Investigating }) ?? Simplified(events),
        3 => First(events, e => e is SupportPlanRecorded),
        4 => First(events, e => e is ProblemIdentified),
        5 => Announced(events, NoticeKind.Identified),
        6 => Announced(events, NoticeKind.Monitoring),
        7 => Announced(events, NoticeKind.Resolved),
        8 => events.Any(e => e is ReportPublished) ? First(events, e => e is CommunicationConcluded) : Skipped(First(events, e => e is CommunicationConcluded)),
        _ => FollowedUp(events),
    };

    // Under the simplified plan the company is told and the public is not: step 2 ends with the internal post.
    static (StepOutcome, DateTimeOffset)? Simplified(IReadOnlyList<Event> events) => events.Any(e => e is IncidentDeclared { Plan: PlanKind.Simplified }) && events.Any(e => e is AnnouncementSuperseded { Kind: NoticeKind.Investigating })
        ? First(events, e => e is InternalAnnounced { Notice.Kind: NoticeKind.Investigating }) : null;

    static (StepOutcome, DateTimeOffset)? Announced(IReadOnlyList<Event> events, NoticeKind kind) =>
        First(events, e => e is AnnouncementMade made && made.Kind == kind) ?? Skipped(First(events, e => e is AnnouncementSuperseded over && over.Kind == kind));

    // Step 9 is the meeting, its actions and, where the public was told, a report that says what was found: settled with the last of them.
    static (StepOutcome, DateTimeOffset)? FollowedUp(IReadOnlyList<Event> events)
    {
        var reported = events.Any(e => e is ReportPublished);
        if (!events.Any(e => e is PostmortemHeld) || !events.Any(e => e is ActionsConfirmed) || (reported && !events.Any(e => e is ReportConfirmed)))
        {
            return null;
        }

        return (StepOutcome.Done, events.Where(e => e is PostmortemHeld or ActionsConfirmed or ReportConfirmed).Max(e => e.At));
    }

    static (StepOutcome, DateTimeOffset)? First(IReadOnlyList<Event> events, Func<Event, bool> fits) =>
        events.FirstOrDefault(fits) is { } found ? (StepOutcome.Done, found.At) : null;

    static (StepOutcome, DateTimeOffset)? Skipped((StepOutcome, DateTimeOffset At)? found) => found is { } f ? (StepOutcome.Skipped, f.At) : null;
}

/// <summary>A step and what became of it.</summary>
public sealed record TrackedStep(int Step, string Name, StepOutcome Outcome, DateTimeOffset? At);
