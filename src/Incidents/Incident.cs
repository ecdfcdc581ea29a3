using System.Collections.Immutable;

namespace Incidents;

/// <summary>
/// One incident: the fold of its events, as one flat record of facts. Null means that nobody has said it yet. Nothing here is stored;
/// it is computed from the log every time.
/// </summary>
public sealed partial record Incident
{
    /// <summary>Nothing has happened yet.</summary>
    public static readonly Incident None = new();

    /// <summary>How many events were folded; the version that an append expects.</summary>
    public int Version { get; init; }

    /// <summary>Where it stands.</summary>
    public Phase Phase { get; init; }

    /// <summary>Which plan is followed; null until declared.</summary>
    public PlanKind? Plan { get; init; }

    /// <summary>True in a rehearsal.</summary>
    public bool Drill { get; init; }

    /// <summary>The service's id.</summary>
    public string Service { get; init; } = "";

    /// <summary>The service's public name when it was opened.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary>One line for responders.</summary>
    public string Title { get; init; } = "";

    /// <summary>When the record was opened; null before that.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the trouble began.</summary>
    public DateTimeOffset DetectedAt { get; init; }

    /// <summary>When it will have lasted long enough; null once that moment was judged.</summary>
    public DateTimeOffset? DecideAt { get; init; }

    /// <summary>When something that never ends is asked about.</summary>
    public DateTimeOffset? AskStillFiringAt { get; init; }

    /// <summary>Distinct reporting users, as keyed hashes.</summary>
    public ImmutableSortedSet<string> Reporters { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>What a person said about the number of users.</summary>
    public int? UsersEstimated { get; init; }

    /// <summary>The last person called and when the next is; null when nobody is being called.</summary>
    public Calling? OnCallCalling { get; init; }

    /// <summary>Who answered first.</summary>
    public string? OnCall { get; init; }

    /// <summary>When it was declared.</summary>
    public DateTimeOffset? DeclaredAt { get; init; }

    /// <summary>When business hours take over, under the simplified plan.</summary>
    public DateTimeOffset? HandOverAt { get; init; }

    /// <summary>When a Major incident not contained calls a manager.</summary>
    public DateTimeOffset? ContainBy { get; init; }

    /// <summary>When it was contained.</summary>
    public DateTimeOffset? ContainedAt { get; init; }

    /// <summary>The manager being called; null when none is.</summary>
    public Calling? ManagerCalling { get; init; }

    /// <summary>Who owns the plan.</summary>
    public string? Manager { get; init; }

    /// <summary>The proposed technical contact.</summary>
    public string? ProposedTechnical { get; init; }

    /// <summary>The proposed support contact.</summary>
    public string? ProposedSupport { get; init; }

    /// <summary>Who identifies and mitigates.</summary>
    public string? Technical { get; init; }

    /// <summary>Who speaks for the users.</summary>
    public string? Support { get; init; }

    /// <summary>When step 1 was done.</summary>
    public DateTimeOffset? TeamSetAt { get; init; }

    /// <summary>When step 1 is brought to mind.</summary>
    public DateTimeOffset? SetUpRemindAt { get; init; }

    /// <summary>The address of the video call.</summary>
    public string? CallAddress { get; init; }

    /// <summary>The severity suggested last.</summary>
    public Severity? SeveritySuggested { get; init; }

    /// <summary>The severity the team set.</summary>
    public Severity? SeverityConfirmed { get; init; }

    /// <summary>The severity that governs: the confirmed one, else the suggested (before the declaration what the alerts say, or what is worse); Major while nobody knows.</summary>
    public Severity Severity => SeverityConfirmed ?? (DeclaredAt is null && AlertSeverity is { } said && !(SeveritySuggested > said) ? said : SeveritySuggested) ?? Incidents.Severity.Major;

    /// <summary>The same in words: whether somebody confirmed it, too.</summary>
    public string SeverityInWords => SeverityConfirmed is null ? $"{Severity}, suggested" : $"{Severity}";

    /// <summary>The support plan.</summary>
    public SupportPlanRecorded? SupportPlan { get; init; }

    /// <summary>When step 3 is brought to mind.</summary>
    public DateTimeOffset? SupportRemindAt { get; init; }

    /// <summary>The latest mitigation, scope and cause.</summary>
    public string? Mitigation { get; init; }

    /// <inheritdoc cref="Mitigation"/>
    public string? Scope { get; init; }

    /// <inheritdoc cref="Mitigation"/>
    public string? Cause { get; init; }

    /// <summary>When step 4 was done.</summary>
    public DateTimeOffset? IdentifiedAt { get; init; }

    /// <summary>When step 4 is brought to mind.</summary>
    public DateTimeOffset? FindingsRemindAt { get; init; }

    /// <summary>The fix in place.</summary>
    public string? Fix { get; init; }

    /// <summary>The team's word that it is over.</summary>
    public ResolutionDeclared? Resolution { get; init; }

    /// <summary>How often it came back.</summary>
    public int Relapses { get; init; }

    /// <summary>Why it came back last.</summary>
    public string? RelapseReason { get; init; }

    /// <summary>When its resolution was announced; the follow-up counts from here.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>A person's last remark, so that a repeat adds nothing.</summary>
    public Noted? LastNote { get; init; }

    /// <summary>When it was closed, dismissed or found a near miss.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Somebody is being called.</summary>
/// <param name="Person">Who.</param>
/// <param name="Turn">The how-manieth call, from 1.</param>
/// <param name="NextAt">When the next person is called.</param>
public sealed record Calling(string Person, int Turn, DateTimeOffset NextAt);
