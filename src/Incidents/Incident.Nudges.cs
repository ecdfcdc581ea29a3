using System.Collections.Immutable;

namespace Incidents;

public sealed partial record Incident
{
    /// <summary>What people were woken for without being asked anything, by the number of the event; what was sent again stands under the repetition's number too.</summary>
    public ImmutableSortedDictionary<int, Nudge> Nudges { get; init; } = ImmutableSortedDictionary<int, Nudge>.Empty;

    /// <summary>Why a push that asks nothing is not wanted any more; null while it is, or when nothing is known of it.</summary>
    /// <param name="effectId">The effect's id.</param>
    /// <param name="now">One that has waited for longer than <see cref="Announcement.Fresh"/> gives way to a later one.</param>
    public string? OutdatedNudge(string effectId, DateTimeOffset now) => EffectNumber.Of(effectId) is not { } number || Nudges.GetValueOrDefault(number) is not { } nudge ? null
        : !StillSo(nudge.Kind) ? "It has been done meanwhile."
        : nudge.At + Announcement.Fresh <= now && Nudges.Values.Any(later => later.Kind == nudge.Kind && later.Number > nudge.Number) ? "A later push says it." : null;

    bool StillSo(NudgeKind kind) => kind switch
    {
        NudgeKind.Team => SetUpRemindAt is not null,
        NudgeKind.Support => SupportRemindAt is not null,
        NudgeKind.Update => OverdueTurn > 0 && PromiseChaseAt is not null,
        NudgeKind.Breach => Breach is { Settled: false },
        _ => Resolution is null && !IsOver,
    };
}

/// <summary>What a push that asks nothing is about.</summary>
public enum NudgeKind
{
    /// <summary>The team is not complete.</summary>
    Team,

    /// <summary>The support plan is missing.</summary>
    Support,

    /// <summary>The promised update is overdue.</summary>
    Update,

    /// <summary>A breach is suspected, or the authority is to be notified.</summary>
    Breach,

    /// <summary>It has come back.</summary>
    Relapse,
}

/// <summary>People were woken without being asked anything.</summary>
/// <param name="Number">Of the event that did it first.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What for.</param>
public sealed record Nudge(int Number, DateTimeOffset At, NudgeKind Kind);
