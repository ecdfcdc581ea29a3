using System.Collections.Immutable;

namespace Incidents;

public sealed partial record Incident
{
    /// <summary>Announcements by the number of the event that made them; what was sent again stands under the repetition's number too.</summary>
    public ImmutableSortedDictionary<int, Announcement> Announcements { get; init; } = ImmutableSortedDictionary<int, Announcement>.Empty;

    /// <summary>Who was told what, as far as the ledger knows: by the lane that carried it, such as <c>slack</c>, <c>status-page</c> or <c>mail/ana</c>.</summary>
    public ImmutableSortedDictionary<string, Told> Told { get; init; } = ImmutableSortedDictionary.Create<string, Told>(StringComparer.Ordinal);

    /// <summary>Effects that a person marked as done; those that were still waiting then are not sent any more.</summary>
    public ImmutableHashSet<string> Marked { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Effects that were sent again under another id.</summary>
    public ImmutableHashSet<string> Repeated { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>When it is said again that somebody was not told that it ended; null when nobody is, or it has not ended.</summary>
    public DateTimeOffset? EndingRemindAt { get; init; }

    /// <summary>Those who were told that it began and not yet that it ended, in ordinal order.</summary>
    public IEnumerable<string> AwaitingEnding => Told.Where(t => t.Value.Began > t.Value.Ended).Select(t => t.Key);

    /// <summary>The announcement that an effect carries; null when it carries none.</summary>
    public Announcement? AnnouncementOf(string effectId) => EffectNumber.Of(effectId) is { } number ? Announcements.GetValueOrDefault(number) : null;
}

/// <summary>Something that was said to company, public or affected users.</summary>
/// <param name="Number">The number of the event that made it; a later announcement has a higher one.</param>
/// <param name="At">When it was made.</param>
/// <param name="Kind">What it announces.</param>
/// <param name="Audience">Company or public; null: the users who left an address.</param>
public sealed record Announcement(int Number, DateTimeOffset At, NoticeKind Kind, Audience? Audience)
{
    /// <summary>How old a post must be before a later announcement is sent in its place. Two within a minute are news of their own, and both go out.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    /// <summary>
    /// True when, after a provider's failure, a later announcement tells all that matters of this one. A workaround says what users can do, which only the end makes pointless.
    /// </summary>
    public bool IsStaleBeside(Announcement later, DateTimeOffset now) => later.Number > Number && later.Audience == Audience && At + Fresh <= now
        && (Kind, later.Kind) switch
        {
            (NoticeKind.Report, _) or (_, NoticeKind.Report or NoticeKind.Workaround) => false,
            (NoticeKind.Workaround, var kind) => kind is NoticeKind.Resolved,
            _ => true,
        };
}

/// <summary>What somebody was told last.</summary>
/// <param name="Began">The number of the latest announcement that it goes on; 0: of none.</param>
/// <param name="Ended">The number of the latest word that it ended; 0: of none.</param>
public sealed record Told(int Began, int Ended);

/// <summary>The number of the event that an effect belongs to, which its id names: incident/number/ordinal.</summary>
public static class EffectNumber
{
    /// <summary>Null when the id is none.</summary>
    public static int? Of(string effectId)
    {
        var end = effectId.LastIndexOf('/');
        var start = end > 0 ? effectId.LastIndexOf('/', end - 1) : -1;
        return start >= 0 && int.TryParse(effectId.AsSpan(start + 1, end - start - 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
