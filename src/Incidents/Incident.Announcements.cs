using System.Collections.Immutable;

namespace Incidents;

public sealed partial record Incident
{
    /// <summary>How many texts were drafted.</summary>
    public int Drafts { get; init; }

    /// <summary>The current draft of each kind and audience.</summary>
    public ImmutableDictionary<(NoticeKind Kind, Audience Audience), Notice> Draft { get; init; } = ImmutableDictionary<(NoticeKind, Audience), Notice>.Empty;

    /// <summary>Every request, in order.</summary>
    public ImmutableList<RequestState> Requests { get; init; } = [];

    /// <summary>Every public notice, in order.</summary>
    public ImmutableList<NoticePublished> Published { get; init; } = [];

    /// <summary>An IRM's approval that waits for the data protection officer.</summary>
    public ImmutableDictionary<NoticeKind, NoticeApproved> AwaitingRelease { get; init; } = ImmutableDictionary<NoticeKind, NoticeApproved>.Empty;

    /// <summary>The company was told of these since the last relapse.</summary>
    public ImmutableHashSet<NoticeKind> ToldCompany { get; init; } = [];

    /// <summary>The public was told of these since the last relapse.</summary>
    public ImmutableHashSet<NoticeKind> ToldPublic { get; init; } = [];

    /// <summary>Announcements (steps 2 and 5 to 7) that were made, since the last relapse.</summary>
    public ImmutableHashSet<NoticeKind> Made { get; init; } = [];

    /// <summary>Announcements that a later one overtook, since the last relapse.</summary>
    public ImmutableHashSet<NoticeKind> Superseded { get; init; } = [];

    /// <summary>Texts for the company that were not approved and wait for an edit, with the time at which that is said again.</summary>
    public ImmutableSortedDictionary<NoticeKind, DateTimeOffset> AwaitedEdits { get; init; } = ImmutableSortedDictionary<NoticeKind, DateTimeOffset>.Empty;

    /// <summary>Texts for the public that were not approved and wait for an edit, with the time at which that is said again.</summary>
    public ImmutableSortedDictionary<NoticeKind, DateTimeOffset> AwaitedPublicEdits { get; init; } = ImmutableSortedDictionary<NoticeKind, DateTimeOffset>.Empty;

    /// <summary>Why the public is not told; null when it is, or when nobody decided.</summary>
    public KeptInternal? KeptInternal { get; init; }

    /// <summary>When the next public update is promised.</summary>
    public DateTimeOffset? PromiseBy { get; init; }

    /// <summary>When the team is reminded of the promise.</summary>
    public DateTimeOffset? PromiseRemindAt { get; init; }

    /// <summary>When an overdue promise is said again.</summary>
    public DateTimeOffset? PromiseChaseAt { get; init; }

    /// <summary>How often it was said that the promise is overdue.</summary>
    public int OverdueTurn { get; init; }

    /// <summary>True once an approved notice is in the log; only then do steps 5 to 8 speak to the public.</summary>
    public bool IsPublic => Published.Count > 0;

    /// <summary>The request with this id, or null.</summary>
    public RequestState? Request(string id) => Requests.Find(r => r.Request.Id == id);

    /// <summary>The open requests of a kind.</summary>
    public IEnumerable<RequestState> OpenRequests(RequestKind kind) => Requests.Where(r => r.Open && r.Request.Kind == kind);

    /// <summary>The open requests about a notice.</summary>
    public IEnumerable<RequestState> OpenRequests(NoticeKind notice) => Requests.Where(r => r.Open && r.Request.Notice == notice);
}
