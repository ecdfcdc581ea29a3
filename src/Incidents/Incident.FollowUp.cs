using System.Collections.Immutable;

namespace Incidents;

public sealed partial record Incident
{
    /// <summary>Until when an alert proposes a relapse.</summary>
    public DateTimeOffset? RelapseUntil { get; init; }

    /// <summary>Until when the post-mortem is held.</summary>
    public DateTimeOffset? PostmortemBy { get; init; }

    /// <summary>When it meets.</summary>
    public DateTimeOffset? MeetAt { get; init; }

    /// <summary>Why then.</summary>
    public string? MeetReason { get; init; }

    /// <summary>Who is invited; null when that was not kept.</summary>
    public IReadOnlyList<string>? MeetPeople { get; init; }

    /// <summary>Which post-mortem it is: each resolution begins another. 0 before the first.</summary>
    public int MeetRound { get; init; }

    /// <summary>How often this post-mortem was booked or moved; what calendars count from 0 is one less.</summary>
    public int MeetChanges { get; init; }

    /// <summary>When the follow-up is chased.</summary>
    public DateTimeOffset? FollowUpChaseAt { get; init; }

    /// <summary>The post-mortem, once held.</summary>
    public PostmortemHeld? Postmortem { get; init; }

    /// <summary>When the list of actions was confirmed.</summary>
    public DateTimeOffset? ActionsConfirmedAt { get; init; }

    /// <summary>When the report was confirmed to say what the post-mortem found.</summary>
    public DateTimeOffset? ReportConfirmedAt { get; init; }

    /// <summary>Every revision of the public report.</summary>
    public ImmutableList<ReportPublished> Reports { get; init; } = [];

    /// <summary>The last direct message to affected users, so that a repeat sends nothing.</summary>
    public DirectMessageSent? DirectMessage { get; init; }

    /// <summary>How the affected users were contacted.</summary>
    public ContactsMade? ContactsMade { get; init; }

    /// <summary>When customer communication was concluded or skipped.</summary>
    public DateTimeOffset? ConcludedAt { get; init; }

    /// <summary>Why it was concluded or skipped.</summary>
    public string? ConcludedReason { get; init; }

    /// <summary>When step 8 is brought to mind.</summary>
    public DateTimeOffset? ConclusionRemindAt { get; init; }

    /// <summary>Follow-up actions, in order.</summary>
    public ImmutableList<FollowUpAction> Actions { get; init; } = [];

    /// <summary>The breach lane; null when nothing is suspected.</summary>
    public BreachLane? Breach { get; init; }

    /// <summary>Effects whose outcome is on record.</summary>
    public ImmutableHashSet<string> Settled { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Effects that were not delivered and that nobody has settled, by effect id.</summary>
    public ImmutableSortedDictionary<string, EffectSettled> Undelivered { get; init; } = ImmutableSortedDictionary.Create<string, EffectSettled>(StringComparer.Ordinal);

    /// <summary>What each public channel calls the first post of this incident, so that the next ones can answer it.</summary>
    public ImmutableSortedDictionary<string, string> FirstPosts { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What each person got by mail.</summary>
    public ImmutableSortedDictionary<string, PersonMails> Mailed { get; init; } = ImmutableSortedDictionary.Create<string, PersonMails>(StringComparer.Ordinal);

    /// <summary>True when only the team and the data protection officer may see it and nothing goes public without a release.</summary>
    public bool IsPrivate => Breach is { ClearedAt: null };

    /// <summary>True once nothing of the plan is left but actions.</summary>
    public bool IsOver => Phase is Phase.Closed or Phase.Dismissed or Phase.NearMiss;

    /// <summary>True when nothing will happen any more by itself.</summary>
    public bool Ended => IsOver && EndingRemindAt is null && Actions.All(a => a.ClosedAt is not null);

    /// <summary>True between declaration and resolution.</summary>
    public bool IsUnresolved => Phase is Phase.Investigating or Phase.Identified or Phase.Monitoring;
}

/// <summary>A follow-up action.</summary>
public sealed record FollowUpAction(string Id, string What, string Owner, DateTimeOffset Due)
{
    /// <summary>When the owner is reminded next; null once closed.</summary>
    public DateTimeOffset? ChaseAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How it ended.</summary>
    public string? Outcome { get; init; }
}

/// <summary>What is known of a suspected breach.</summary>
/// <param name="Suspected">The suspicion; its time is the awareness.</param>
public sealed record BreachLane(BreachSuspected Suspected)
{
    /// <summary>When the clock is brought to mind.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>The facts as recorded last.</summary>
    public BreachRecorded? Facts { get; init; }

    /// <summary>The notification.</summary>
    public AuthorityNotified? Notified { get; init; }

    /// <summary>Why none is owed.</summary>
    public NotificationWaived? Waived { get; init; }

    /// <summary>When it was found that there was no breach.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>True when the authority was notified, need not be, or there was no breach.</summary>
    public bool Settled => Notified is not null || Waived is not null || ClearedAt is not null;
}
