namespace Incidents;

public static partial class Fold
{
    // Beside what the event itself changes: who was told, and what an effect that is sent again is about. The number is the event's own.
    static Incident Tell(Incident before, Incident i, Event @event, int number) => @event switch
    {
        InternalAnnounced e => Announced(i, new Announcement(number, e.At, e.Notice.Kind, Audience.Internal)),
        NoticePublished e => Announced(i, new Announcement(number, e.At, e.Notice.Kind, Audience.Public)),
        ReportPublished e => Announced(i, new Announcement(number, e.At, NoticeKind.Report, Audience.Public)),
        DirectMessageSent e => Announced(i, new Announcement(number, e.At, i.Resolution is null ? NoticeKind.Update : NoticeKind.Resolved, null)),
        EffectRepeated e => Again(i, e.EffectId, number) with { Repeated = i.Repeated.Add(e.EffectId) },
        SetUpReminded => Nudged(i, @event, number, NudgeKind.Team),
        SupportReminded => Nudged(i, @event, number, NudgeKind.Support),
        UpdateOverdue => Nudged(i, @event, number, NudgeKind.Update),
        BreachSuspected or BreachReminded => Nudged(i, @event, number, NudgeKind.Breach),
        EffectSettled { Outcome: DeliveryOutcome.Delivered } e => Told(i, e.EffectId, e.Effect, surely: true),
        EffectSettled e when i.Marked.Contains(e.EffectId) => Told(i, e.EffectId, e.Effect, surely: true),
        EffectSettled { Outcome: DeliveryOutcome.Uncertain } e => Told(i, e.EffectId, e.Effect, surely: false),
        EffectMarked e => (before.Undelivered.GetValueOrDefault(e.EffectId) is { } settled ? Told(i, e.EffectId, settled.Effect, surely: true) : i) with { Marked = i.Marked.Add(e.EffectId) },
        EffectReturned e => Untold(i, e.EffectId, e.Effect),
        EndingAwaited e => i with { EndingRemindAt = e.RemindAt },
        EndingTold => i with { EndingRemindAt = null },
        EndingMarked e => i with { Told = i.Told.SetItem(e.Who, new Told(i.Told.GetValueOrDefault(e.Who)?.Began ?? 0, number)) },
        Relapsed => Nudged(i, @event, number, NudgeKind.Relapse) with { EndingRemindAt = null },
        _ => i,
    };

    static Incident Nudged(Incident i, Event @event, int number, NudgeKind kind) => i with { Nudges = i.Nudges.Add(number, new Nudge(number, @event.At, kind)) };

    // The repetition of an effect is about the same.
    static Incident Again(Incident i, string effectId, int number)
    {
        var announcement = i.AnnouncementOf(effectId);
        var nudge = EffectNumber.Of(effectId) is { } first ? i.Nudges.GetValueOrDefault(first) : null;
        return i with
        {
            Announcements = announcement is null ? i.Announcements : i.Announcements.SetItem(number, announcement),
            Nudges = nudge is null ? i.Nudges : i.Nudges.SetItem(number, nudge),
        };
    }

    static Incident Announced(Incident i, Announcement announcement) => i with { Announcements = i.Announcements.SetItem(announcement.Number, announcement) };

    // That it ended did not arrive. Of what came back earlier it stays so that the end is owed: an announcement before it may well have arrived.
    static Incident Untold(Incident i, string effectId, Effect effect) =>
        i.AnnouncementOf(effectId) is { } a && i.Told.GetValueOrDefault(effect.Lane) is { } told && told.Ended == a.Number ? i with { Told = i.Told.SetItem(effect.Lane, told with { Ended = 0 }) } : i;

    // What may have arrived counts as told that it began, and not as told that it ended.
    static Incident Told(Incident i, string effectId, Effect effect, bool surely)
    {
        // Beside a public notice the team gets mails about it; those are not the announcement.
        if (i.AnnouncementOf(effectId) is not { } a || effect is not (PostInternally or PostPublicly or PublishPage or MailAffectedUsers or MailPerson) || (effect is MailPerson && a.Audience == Audience.Public))
        {
            return i;
        }

        var told = i.Told.GetValueOrDefault(effect.Lane) ?? new Told(0, 0);
        // The page shows all notices, so whoever published the report published the end too.
        var ends = a.Kind == NoticeKind.Resolved || (a.Kind == NoticeKind.Report && effect is PublishPage && i.ToldPublic.Contains(NoticeKind.Resolved));
        var next = ends ? (surely ? told with { Ended = Math.Max(told.Ended, a.Number) } : told)
            : a.Kind == NoticeKind.Report ? told : told with { Began = Math.Max(told.Began, a.Number) };
        return next == told ? i : i with { Told = i.Told.SetItem(effect.Lane, next) };
    }
}
