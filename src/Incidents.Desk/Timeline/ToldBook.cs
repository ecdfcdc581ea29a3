namespace Incidents.Desk;

/// <summary>Who was told what: every announcement with its deliveries, whoever is still owed the word that it ended, and every other message.</summary>
/// <param name="Announcements">Oldest first.</param>
/// <param name="AwaitingEnding">Told that it began and not yet that it ended, by lane, such as <c>slack</c> or <c>mail/ana</c>. An open item once it is resolved.</param>
/// <param name="MarkedAsTold">Of whom a person said how they were told.</param>
/// <param name="Others">Mails, pushes, the call, the calendar; oldest first.</param>
public sealed record ToldBook(IReadOnlyList<ToldAnnouncement> Announcements, IReadOnlyList<string> AwaitingEnding, IReadOnlyList<EndingMarked> MarkedAsTold, IReadOnlyList<ToldDelivery> Others)
{
    /// <summary>Reads it from the story, the ledger and the incident as they stand.</summary>
    public static ToldBook Of(Incident incident, StoryView story, IReadOnlyList<LedgerEntry> ledger)
    {
        var events = story.Lines.Where(line => line.Event is not null).ToDictionary(line => line.Sequence, line => line.Event!);
        var marks = events.Values.OfType<EffectMarked>().GroupBy(mark => mark.EffectId, StringComparer.Ordinal).ToDictionary(marks => marks.Key, marks => marks.First(), StringComparer.Ordinal);
        var repeats = events.Where(e => e.Value is EffectRepeated).GroupBy(e => ((EffectRepeated)e.Value).EffectId, StringComparer.Ordinal)
            .ToDictionary(again => again.Key, again => (EffectRepeated)again.First().Value, StringComparer.Ordinal);
        var entries = ledger.ToDictionary(entry => entry.EffectId, StringComparer.Ordinal);
        var deliveries = story.Effects.Select(e => ToldDelivery.Of(e.Id, e.Effect, entries.GetValueOrDefault(e.Id), EffectNumber.Of(e.Id) is { } n ? events.GetValueOrDefault(n)?.At : null,
            marks.GetValueOrDefault(e.Id), repeats.GetValueOrDefault(e.Id))).ToList();
        var told = deliveries.Where(d => Announces(incident, d)).ToLookup(d => incident.AnnouncementOf(d.EffectId)!.Number);
        var announcements = incident.Announcements.Where(a => a.Key == a.Value.Number).Select(a => ToldAnnouncement.Of(a.Value, events.GetValueOrDefault(a.Key), [.. told[a.Key]]));
        return new ToldBook([.. announcements], [.. incident.AwaitingEnding], [.. events.Values.OfType<EndingMarked>()], [.. deliveries.Where(d => !Announces(incident, d))]);
    }

    // The mails to the team about a public notice are messages beside it.
    static bool Announces(Incident incident, ToldDelivery delivery) => incident.AnnouncementOf(delivery.EffectId) is { } a && !(a.Audience == Audience.Public && delivery.Effect is MailPerson);
}

/// <summary>One announcement and how it reached whom.</summary>
/// <param name="Number">Of the event that made it.</param>
/// <param name="At">When it was made.</param>
/// <param name="Kind">What it announces.</param>
/// <param name="Audience">Company or public; null: the users who left an address.</param>
/// <param name="Title">Its title.</param>
/// <param name="ApprovedBy">Who approved it; null when it needed nobody.</param>
/// <param name="Deliveries">In the order planned.</param>
public sealed record ToldAnnouncement(int Number, DateTimeOffset At, NoticeKind Kind, Audience? Audience, string Title, string? ApprovedBy, IReadOnlyList<ToldDelivery> Deliveries)
{
    internal static ToldAnnouncement Of(Announcement a, Event? made, IReadOnlyList<ToldDelivery> deliveries)
    {
        var (title, by) = made switch
        {
            InternalAnnounced e => (e.Notice.Title, e.ApprovedBy),
            NoticePublished e => (e.Notice.Title, e.ApprovedBy),
            ReportPublished e => (e.Notice.Title, e.ApprovedBy),
            DirectMessageSent e => (e.Subject, e.By),
            _ => ("", null),
        };
        return new ToldAnnouncement(a.Number, a.At, a.Kind, a.Audience, title, by, deliveries);
    }
}

/// <summary>Where the delivery of one message stands, in a word.</summary>
public enum ToldState
{
    /// <summary>Nothing was tried yet; another message of the same lane may stand before it.</summary>
    Planned,

    /// <summary>An attempt is under way.</summary>
    Attempting,

    /// <summary>It failed and is tried again.</summary>
    Waiting,

    /// <summary>The provider took it.</summary>
    Delivered,

    /// <summary>It may have arrived. With a next try the provider is asked first; without one a person decides.</summary>
    Unknown,

    /// <summary>The provider said no.</summary>
    Refused,

    /// <summary>Tried for too long.</summary>
    GivenUp,

    /// <summary>Superseded or blocked before it was sent.</summary>
    NotNeeded,

    /// <summary>A person said how people were told.</summary>
    MarkedAsDone,

    /// <summary>It goes out again as another message.</summary>
    SentAgain,
}

/// <summary>The delivery of one message.</summary>
/// <param name="EffectId">incident/number/ordinal; every provider's idempotency key is made from it.</param>
/// <param name="Who">The lane: a channel, or <c>mail/</c> and a person.</param>
/// <param name="Effect">What is sent.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PlannedAt">When the plan decided it; null when that is not known.</param>
/// <param name="FirstAt">When the first attempt began.</param>
/// <param name="LastAt">When the ledger was last written.</param>
/// <param name="Attempts">How many attempts were begun.</param>
/// <param name="NextAt">When it is tried again; null when nothing more happens by itself.</param>
/// <param name="Detail">The provider's reference, or the reason in words.</param>
/// <param name="MarkedBy">Who marked it as done, or sent it again.</param>
/// <param name="Note">What they said.</param>
public sealed record ToldDelivery(string EffectId, string Who, [property: System.Text.Json.Serialization.JsonIgnore] Effect Effect, ToldState State, DateTimeOffset? PlannedAt, DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt, int Attempts, DateTimeOffset? NextAt, string? Detail, string? MarkedBy, string? Note)
{
    /// <summary>True when a person may send it again.</summary>
    public bool CanSendAgain => State is ToldState.Refused or ToldState.GivenUp or ToldState.Unknown && NextAt is null;

    internal static ToldDelivery Of(string id, Effect effect, LedgerEntry? entry, DateTimeOffset? planned, EffectMarked? mark, EffectRepeated? repeat)
    {
        var state = mark is not null && entry?.State is not LedgerState.Delivered ? ToldState.MarkedAsDone : repeat is not null ? ToldState.SentAgain : entry switch
        {
            null => ToldState.Planned,
            { State: LedgerState.Attempting, Detail.Length: 0 } => ToldState.Attempting,
            { State: LedgerState.Attempting or LedgerState.Uncertain } => ToldState.Unknown,
            { State: LedgerState.Deferred } => ToldState.Waiting,
            { State: LedgerState.Delivered } => ToldState.Delivered,
            { State: LedgerState.Dropped } => ToldState.NotNeeded,
            { Refused: true } => ToldState.Refused,
            _ => ToldState.GivenUp,
        };
        return new ToldDelivery(id, effect.Lane, effect, state, planned, entry?.FirstAt, entry?.At, entry?.Attempts ?? 0, state is ToldState.Attempting ? null : entry?.Until,
            entry?.Detail is { Length: > 0 } detail ? detail : null, mark?.By ?? repeat?.By, mark?.Note);
    }
}
