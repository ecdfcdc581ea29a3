using System.Collections.Frozen;

namespace Incidents.Steps;

/// <summary>Step 9: the internal post-mortem within 24 hours, its actions, and a report that says what was found.</summary>
static class FollowUp
{
    public static readonly PlanPart Part = new("FollowUp", React, i => [i.FollowUpChaseAt, .. i.Actions.Select(a => a.ChaseAt)]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        IncidentResolved e => Book(i, e, policy),
        EffectSettled { Outcome: DeliveryOutcome.Delivered, Effect: BookMeeting b } e when i.Postmortem is null && i.MeetAt == b.At && BookMeeting.Read(e.Detail) is { } found && found.At != b.At =>
            Decision.Of(new PostmortemBooked(e.At, found.At, found.Why, found.At + policy.Times.Reminder), Invite(i, found.At, found.Why, policy)),
        MovePostmortem s => Move(i, s, policy),
        HoldPostmortem s => Hold(i, s, policy),
        ConfirmActions s => Held(i, i.ActionsConfirmedAt is not null) ?? Decision.Of(new ActionsConfirmed(s.At, s.By, s.Note)),
        ConfirmReport when !i.IsPublic => Decision.Refuse("It was never public, so there is no report to confirm."),
        ConfirmReport when i.Reports.Count == 0 => Decision.Refuse("The report is not published yet."),
        ConfirmReport s => Held(i, i.ReportConfirmedAt is not null) ?? Decision.Of(new ReportConfirmed(s.At, s.By)),
        ReportPublished e when i is { Postmortem: not null, ReportConfirmedAt: null } => Decision.Of(new ReportConfirmed(e.At, e.ApprovedBy)),
        ClockStruck s when i.FollowUpChaseAt <= s.At => Decision.Of(new FollowUpChased(s.At, s.At + policy.Times.Chase),
            Team.Mail(Team.Lead(i, policy, s.At).Concat(s.At >= i.PostmortemBy ? policy.Roster.With(Role.Manager) : []), Ask.Subject(i, "The follow-up is not done"), $"Still owed: {Missing(i, policy)}.")),
        _ => Decision.Nothing,
    };

    /// <summary>What step 9 still owes; empty when it is done.</summary>
    public static string Missing(Incident i, PlanPolicy policy) => string.Join(", ", new[]
    {
        i.Postmortem is null ? $"the post-mortem, until {policy.Time(i.PostmortemBy ?? default)}" : null,
        i.ActionsConfirmedAt is null ? "the list of actions" : null,
        i is { IsPublic: true, ReportConfirmedAt: null } ? "the confirmation that the report says what was found" : null,
    }.OfType<string>());

    static Decision Book(Incident i, IncidentResolved e, PlanPolicy policy)
    {
        var rested = e.At + Min(policy.Times.PostmortemRest, policy.Times.PostmortemWithin / 2);
        var opening = policy.Hours.IsOpen(rested) ? rested : policy.Hours.NextOpening(rested);
        var inside = opening is { } o && o < e.PostmortemBy;
        var windows = inside ? policy.Hours.Between(rested, e.PostmortemBy) : [];
        // With calendars the plan proposes what they will say when everybody is free, so that nobody is told two times.
        var meet = inside ? (policy.HasCalendar ? MeetingSlot.Find(windows, policy.Times.PostmortemLength, FrozenDictionary<string, IReadOnlyList<TimeWindow>>.Empty) : null)?.At ?? opening!.Value : rested;
        var reason = inside ? "The first time within working hours." : $"There are no working hours until {policy.Time(e.PostmortemBy)}, so it is outside them.";
        return Booked(i, e.At, meet, reason, windows, policy);
    }

    // The mails go out at once: a calendar that does not answer must not leave the team without a time.
    static Decision Booked(Incident i, DateTimeOffset at, DateTimeOffset meet, string reason, IReadOnlyList<TimeWindow> windows, PlanPolicy policy) =>
        Decision.Of(new PostmortemBooked(at, meet, reason, meet + policy.Times.Reminder),
        [
            .. Invite(i, meet, policy.HasCalendar && windows.Count > 0 ? $"{reason} Should somebody be busy then, your calendar gets another time." : reason, policy),
            .. policy.HasCalendar ? new Effect[] { new BookMeeting(Team.Of(i), Ask.Subject(i, "Post-mortem"), Agenda(i), meet, policy.Times.PostmortemLength, windows) } : [],
        ]);

    static IEnumerable<Effect> Invite(Incident i, DateTimeOffset meet, string reason, PlanPolicy policy) =>
        Team.Mail(Team.Of(i), Ask.Subject(i, $"Post-mortem at {policy.Time(meet)}"), $"{reason}\n\n{Agenda(i)}");

    static string Agenda(Incident i) =>
        $"{(i.CallAddress is { } call ? $"Join the call: {call}\n\n" : "")}Agenda: what happened, what helped, what hindered, what we change, with owner and date. Nobody is blamed.";

    static Decision Move(Incident i, MovePostmortem s, PlanPolicy policy) => i switch
    {
        { Phase: not Phase.Resolved } => Decision.Refuse("There is no post-mortem to move: it is booked when the resolution is announced."),
        { Postmortem: not null } => Decision.Refuse("The post-mortem was held already."),
        _ when i.MeetAt == s.To => Decision.Nothing,
        _ when s.To <= s.At => Decision.Refuse("That time has passed. Give a time to come."),
        _ when string.IsNullOrWhiteSpace(s.Reason) => Decision.Refuse("Please say why it moves."),
        _ => Booked(i, s.At, s.To, s.Reason, windows: [], policy),
    };

    static Decision Hold(Incident i, HoldPostmortem s, PlanPolicy policy) => i switch
    {
        { Postmortem: not null } => i.Postmortem.Notes == s.Notes.Trim() ? Decision.Nothing : Decision.Refuse("The post-mortem was held already; add a note for what came later."),
        { Phase: not Phase.Resolved } => Decision.Refuse("The post-mortem is held after the resolution is announced."),
        _ when string.IsNullOrWhiteSpace(s.Notes) => Decision.Refuse("Please write what was found."),
        _ => Decision.Of(new PostmortemHeld(s.At, s.By, s.Notes.Trim(), s.At + policy.Times.Chase)),
    };

    static Decision? Held(Incident i, bool already) => already ? Decision.Nothing
        : i.Postmortem is null ? Decision.Refuse("The post-mortem has to be held first.") : null;

    static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
