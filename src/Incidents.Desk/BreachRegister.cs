namespace Incidents.Desk;

/// <summary>The register of breaches that GDPR article 33(5) asks for: the facts of each, its effects and the remedial action, so that an authority can check them.</summary>
public static class BreachRegister
{
    /// <summary>The entries of one incident, one for each time a breach was suspected; none when it never was.</summary>
    /// <param name="incident">The incident's id.</param>
    /// <param name="events">Its whole log, oldest first.</param>
    public static IReadOnlyList<BreachEntry> Of(string incident, IReadOnlyList<Event> events)
    {
        var folded = Incident.None.Apply(events);
        var begins = events.Select((e, n) => (e, n)).Where(x => x.e is BreachSuspected).Select(x => x.n).ToList();
        return [.. begins.Select((begin, n) => Entry(incident, folded, [.. events.Take(n + 1 < begins.Count ? begins[n + 1] : events.Count).Skip(begin)]))];
    }

    static BreachEntry Entry(string incident, Incident i, IReadOnlyList<Event> lane)
    {
        var suspected = (BreachSuspected)lane[0];
        var records = lane.OfType<BreachRecorded>().ToList();
        var notified = lane.OfType<AuthorityNotified>().FirstOrDefault();
        var waived = lane.OfType<NotificationWaived>().FirstOrDefault();
        var cleared = lane.OfType<BreachCleared>().FirstOrDefault();
        return new BreachEntry(incident, i.Drill, i.Title, i.ServiceName, i.DetectedAt, suspected.At, suspected.By, suspected.Reason, records.LastOrDefault(), [.. records.SkipLast(1)],
            [.. i.Actions], suspected.AuthorityBy, notified, notified is null ? null : notified.At > suspected.AuthorityBy, waived, cleared, i.ResolvedAt, Missing(records.Count > 0, notified, waived, cleared));
    }

    static IReadOnlyList<string> Missing(bool recorded, AuthorityNotified? notified, NotificationWaived? waived, BreachCleared? cleared) => cleared is not null ? [] :
    [
        .. recorded ? (string[])[] : ["The facts, the effects and the measures (record-breach)."],
        .. notified is not null || waived is not null ? (string[])[] : ["The notification of the authority (notify-authority), or why none is owed (waive-notification)."],
    ];
}

/// <summary>One entry of the register. Persons are ids of the roster; times are UTC.</summary>
/// <param name="Incident">The incident's id.</param>
/// <param name="Exercise">True when it was a rehearsal and nothing of it is real.</param>
/// <param name="Title">One line for responders.</param>
/// <param name="Service">The service's name.</param>
/// <param name="BeganAt">When the problem began, as far as is known.</param>
/// <param name="AwareAt">When somebody suspected a breach; the 72 hours of article 33(1) run from then.</param>
/// <param name="AwareBy">Who.</param>
/// <param name="Suspicion">What made them think so.</param>
/// <param name="Record">Nature and data (the facts), consequences (the effects) and measures (the remedial action), as recorded last; null until they are.</param>
/// <param name="EarlierRecords">What was recorded before and corrected since, oldest first.</param>
/// <param name="FollowUpActions">What the post-mortem decided beside the measures.</param>
/// <param name="NotifyBy">Until when the authority is to be notified.</param>
/// <param name="Notified">The notification with the authority's reference and, when late, the reasons; null when there was none.</param>
/// <param name="NotifiedLate">True when later than <paramref name="NotifyBy"/>; null without a notification.</param>
/// <param name="NotificationWaived">Why no notification is owed; null unless somebody decided so.</param>
/// <param name="Cleared">Why it was no breach after all; null unless somebody found so.</param>
/// <param name="ResolvedAt">When the incident was resolved.</param>
/// <param name="Missing">What the register still asks for, in words; empty when the entry is complete.</param>
public sealed record BreachEntry(string Incident, bool Exercise, string Title, string Service, DateTimeOffset? BeganAt, DateTimeOffset AwareAt, string AwareBy, string Suspicion, BreachRecorded? Record,
    IReadOnlyList<BreachRecorded> EarlierRecords, IReadOnlyList<FollowUpAction> FollowUpActions, DateTimeOffset NotifyBy, AuthorityNotified? Notified, bool? NotifiedLate,
    NotificationWaived? NotificationWaived, BreachCleared? Cleared, DateTimeOffset? ResolvedAt, IReadOnlyList<string> Missing);
