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

    /// <summary>Books it at the time that the calendars found, and tells everybody once more. Whoever joined while the calendars were asked is in none of them yet.</summary>
    public static Decision Found(Incident i, DateTimeOffset at, DateTimeOffset meet, string why, IReadOnlyList<string> asked, PlanPolicy policy)
    {
        IReadOnlyList<string> people = [.. (i.MeetPeople ?? asked).Union(Team.Of(i))];
        return Decision.Of(new PostmortemBooked(at, meet, why, meet + policy.Times.Reminder, people),
            [.. Told(people, i, meet, why, policy, invitation: null), .. people.Except(asked).Any() ? [InCalendars(people, i, meet, policy)] : Array.Empty<Effect>()]);
    }

    /// <summary>Invites whoever has joined the team since it was booked. Whoever has left it stays invited until it moves: they were there.</summary>
    public static Decision Join(Incident i, DateTimeOffset at, PlanPolicy policy)
    {
        if (i is not { Phase: Phase.Resolved, MeetAt: { } meet, MeetPeople: { } before, Postmortem: null } || meet <= at || Team.Of(i).Except(before).ToList() is not { Count: > 0 } joined)
            return Decision.Nothing;

        const string Why = "You have joined the team since it was booked.";
        IReadOnlyList<string> people = [.. before, .. joined];
        // The same change of the meeting as for everybody else: only its list of people is longer.
        return Decision.Of(new PostmortemInvited(at, people), policy.HasCalendar ? [.. Told(joined, i, meet, Why, policy, invitation: null), InCalendars(people, i, meet, policy)]
            : Told(joined, i, meet, Why, policy, Invitation(i, at, meet, people, Why, i.MeetChanges - 1, policy)));
    }

    /// <summary>Takes it out of everybody's calendar; nothing when it is in none any more.</summary>
    /// <param name="subject">What the mails say; null: that it is cancelled.</param>
    public static IEnumerable<Effect> Cancel(Incident i, DateTimeOffset at, string why, PlanPolicy policy, string? subject = null)
    {
        if (i.MeetAt is not { } meet || meet <= at || i.Postmortem is not null)
            return [];

        return policy.HasCalendar ? [new CancelMeeting(why)] : Uninvited(i.MeetPeople ?? Team.Of(i), i, at, meet, why, i.MeetChanges, policy, subject);
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

    static BookMeeting InCalendars(IReadOnlyList<string> people, Incident i, DateTimeOffset meet, PlanPolicy policy) =>
        new(people, Ask.Subject(i, "Post-mortem"), Agenda.Of(i, policy), meet, policy.Times.PostmortemLength, Windows: []);

    static IEnumerable<Effect> Told(IEnumerable<string> team, Incident i, DateTimeOffset meet, string reason, PlanPolicy policy, Invitation? invitation) =>
        team.Select(person => new MailPerson(person, Ask.Subject(i, $"Post-mortem at {policy.Time(meet)}"), $"{reason}\n\n{Agenda.Of(i, policy)}", null, invitation));

    static IEnumerable<Effect> Uninvited(IReadOnlyList<string> people, Incident i, DateTimeOffset at, DateTimeOffset meet, string why, int sequence, PlanPolicy policy, string? subject = null) =>
        people.Select(person => new MailPerson(person, Ask.Subject(i, subject ?? $"Cancelled: post-mortem at {policy.Time(meet)}"), $"{why}\n\nThe meeting is taken out of your calendar.", null,
            Invitation(i, at, meet, people, why, sequence, policy) with { Cancelled = true }));

    static Invitation Invitation(Incident i, DateTimeOffset at, DateTimeOffset meet, IReadOnlyList<string> people, string why, int sequence, PlanPolicy policy) =>
        new(i.MeetRound, sequence, at, meet, policy.Times.PostmortemLength, people, Ask.Subject(i, "Post-mortem"), $"{why}\n\n{Agenda.Of(i, policy)}") { Join = i.CallAddress, Confidential = i.IsPrivate };

    static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
