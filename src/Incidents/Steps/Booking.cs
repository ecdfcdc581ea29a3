using System.Collections.Frozen;

namespace Incidents.Steps;

/// <summary>
/// When the post-mortem meets and who is told: through the calendars where the company has them connected, else by invitations in the mails themselves, which every calendar program
/// takes.
/// </summary>
static class Booking
{
    /// <summary>Books it after a resolution: the first quarter of an hour inside working hours, after a rest and within the promised time.</summary>
    public static Decision Book(Incident i, IncidentResolved e, PlanPolicy policy)
    {
        var rested = e.At + Min(policy.Times.PostmortemRest, policy.Times.PostmortemWithin / 2);
        var opening = policy.Hours.IsOpen(rested) ? rested : policy.Hours.NextOpening(rested);
        var inside = opening is { } o && o < e.PostmortemBy;
        var windows = inside ? policy.Hours.Between(rested, e.PostmortemBy) : [];
        var meet = inside ? MeetingSlot.Find(windows, policy.Times.PostmortemLength, FrozenDictionary<string, IReadOnlyList<TimeWindow>>.Empty)?.At ?? opening!.Value : rested;
        var reason = inside ? "The first time within working hours." : $"There are no working hours until {policy.Time(e.PostmortemBy)}, so it is outside them.";
        return Booked(i, e.At, meet, reason, windows, policy);
    }

    /// <summary>Books it at a time that a person gave.</summary>
    public static Decision Move(Incident i, MovePostmortem s, PlanPolicy policy) => i switch
    {
        { Phase: not Phase.Resolved } => Decision.Refuse("There is no post-mortem to move: it is booked when the resolution is announced."),
        { Postmortem: not null } => Decision.Refuse("The post-mortem was held already."),
        _ when i.MeetAt == s.To => Decision.Nothing,
        _ when s.To <= s.At => Decision.Refuse("That time has passed. Give a time to come."),
        _ when string.IsNullOrWhiteSpace(s.Reason) => Decision.Refuse("Please say why it moves."),
        _ => Booked(i, s.At, s.To, s.Reason, windows: [], policy),
    };

    /// <summary>Books it at the time that the calendars found, and tells the team once more.</summary>
    public static Decision Found(Incident i, DateTimeOffset at, DateTimeOffset meet, string why, PlanPolicy policy) =>
        Decision.Of(new PostmortemBooked(at, meet, why, meet + policy.Times.Reminder, Team.Of(i)), Told(Team.Of(i), i, meet, why, policy, invitation: null));

    /// <summary>Takes it out of everybody's calendar; nothing when it is in none any more.</summary>
    public static IEnumerable<Effect> Cancel(Incident i, DateTimeOffset at, string why, PlanPolicy policy)
    {
        if (i.MeetAt is not { } meet || meet <= at || i.Postmortem is not null)
            return [];

        return policy.HasCalendar ? [new CancelMeeting(why)] : Uninvited(i.MeetPeople ?? Team.Of(i), i, at, meet, why, i.MeetChanges, policy);
    }

    // The mails go out at once: a calendar that does not answer must not leave the team without a time.
    static Decision Booked(Incident i, DateTimeOffset at, DateTimeOffset meet, string reason, IReadOnlyList<TimeWindow> windows, PlanPolicy policy)
    {
        var team = Team.Of(i);
        var booked = new PostmortemBooked(at, meet, reason, meet + policy.Times.Reminder, team);
        if (policy.HasCalendar)
        {
            return Decision.Of(booked,
            [
                .. Told(team, i, meet, windows.Count > 0 ? $"{reason} Should somebody be busy then, your calendar gets another time." : reason, policy, invitation: null),
                new BookMeeting(team, Ask.Subject(i, "Post-mortem"), Agenda.Of(i, policy), meet, policy.Times.PostmortemLength, windows),
            ]);
        }

        var why = windows.Count > 0 ? $"{reason} Nobody's calendar was asked whether you are free then: move it in the console when somebody cannot come." : reason;
        var gone = (i.MeetPeople ?? []).Except(team);
        return Decision.Of(booked,
        [
            .. Told(team, i, meet, why, policy, Invitation(i, at, meet, team, why, i.MeetChanges, policy)),
            .. i.MeetAt is { } before ? Uninvited([.. gone], i, at, before, "You are not in the team any more.", i.MeetChanges, policy) : [],
        ]);
    }

    static IEnumerable<Effect> Told(IEnumerable<string> team, Incident i, DateTimeOffset meet, string reason, PlanPolicy policy, Invitation? invitation) =>
        team.Select(person => new MailPerson(person, Ask.Subject(i, $"Post-mortem at {policy.Time(meet)}"), $"{reason}\n\n{Agenda.Of(i, policy)}", null, invitation));

    static IEnumerable<Effect> Uninvited(IReadOnlyList<string> people, Incident i, DateTimeOffset at, DateTimeOffset meet, string why, int sequence, PlanPolicy policy) =>
        people.Select(person => new MailPerson(person, Ask.Subject(i, $"Cancelled: post-mortem at {policy.Time(meet)}"), $"{why}\n\nThe meeting is taken out of your calendar.", null,
            Invitation(i, at, meet, people, why, sequence, policy) with { Cancelled = true }));

    static Invitation Invitation(Incident i, DateTimeOffset at, DateTimeOffset meet, IReadOnlyList<string> people, string why, int sequence, PlanPolicy policy) =>
        new(i.MeetRound, sequence, at, meet, policy.Times.PostmortemLength, people, Ask.Subject(i, "Post-mortem"), $"{why}\n\n{Agenda.Of(i, policy)}") { Join = i.CallAddress, Confidential = i.IsPrivate };

    static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
