using Incidents.Public;
using Incidents.StatusPage.Feeds;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>The public record as pages, feeds and API look at it.</summary>
sealed class Site
{
    readonly CleanHistory _record;

    readonly DateTimeOffset today;

    IReadOnlyList<DateOnly>? _months;
    IReadOnlyList<FeedItem>? _feed;

    /// <summary>Takes the record in; see <see cref="CleanHistory"/> for what it refuses.</summary>
    public Site(PublicHistory history)
        : this(CleanHistory.Of(history))
    {
    }

    /// <summary>Looks at a record that was taken in before.</summary>
    public Site(CleanHistory record)
    {
        _record = record;
        Texts = Texts.For(Page.Language);
        Clock = new PageClock(Texts, Page.TimeZone);
        today = _record.Days.StartOf(Day);
        Active = [.. _record.Orders.Active.Select(entry => entry.Incident)];
        Upcoming = [.. Maintenances.Where(m => m.State == MaintenanceState.Scheduled).Reverse()];
        Ongoing = [.. Maintenances.Where(m => m.State is MaintenanceState.InProgress or MaintenanceState.Verifying).Reverse()];
        Groups = ServiceGroup.Of(Views());
        Status = RollUp.Of([.. Services.Select(view => StatusOf(view.Service, (_, _) => ServiceStatus.UnderMaintenance))], Unplaced());
    }

    public PublicPage Page => _record.Page;

    public Texts Texts { get; }

    public PageClock Clock { get; }

    /// <summary>The day at which the strips end, in the page's zone.</summary>
    public DateOnly Day => _record.Day;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PublicIncident> Incidents => _record.Incidents;

    /// <summary>Not resolved, newest first.</summary>
    public IReadOnlyList<PublicIncident> Active { get; }

    /// <summary>True when an incident is resolved.</summary>
    public bool HasPast => Active.Count < Incidents.Count;

    /// <summary>All planned work, the latest scheduled start first.</summary>
    public IReadOnlyList<PublicMaintenance> Maintenances => _record.Maintenances;

    /// <summary>Planned work that has not begun, the next one first.</summary>
    public IReadOnlyList<PublicMaintenance> Upcoming { get; }

    /// <summary>Planned work that has begun and is not over, the earliest first.</summary>
    public IReadOnlyList<PublicMaintenance> Ongoing { get; }

    /// <summary>The services as they are listed, each with its state and its strip.</summary>
    public IReadOnlyList<ServiceGroup> Groups { get; }

    /// <summary>The services of all groups.</summary>
    public IEnumerable<ServiceView> Services => Groups.SelectMany(group => group.Services);

    /// <summary>The page's state in the words of Statuspage's API.</summary>
    public RollUp Status { get; }

    /// <summary>The latest change of the whole record; null before the first incident.</summary>
    public DateTimeOffset? LastChange => _record.LastChange;

    /// <summary>The worst impact among active incidents; null when there are none.</summary>
    public Impact? Worst => Active.Count == 0 ? null : Active.Max(incident => incident.Impact);

    /// <summary>First days of the months that have a page, the newest first.</summary>
    public IReadOnlyList<DateOnly> Months => _months ??=
        [.. _record.Orders.Months.Where(month => month.Value.Any(entry => IsHistory(entry, today))).Select(month => month.Key).Concat(Maintenances.Where(m => IsHistory(m, today)).Select(MonthOf)).Distinct().OrderDescending()];

    /// <summary>What is over, newest first: what the history does not have yet, and a few more.</summary>
    /// <param name="few">How many there are at least.</param>
    /// <param name="most">How many there are at most.</param>
    public IEnumerable<PublicIncident> Recent(int few, int most)
    {
        var newest = _record.Orders.Newest.Where(entry => entry.EndedAt is not null).Take(few);
        return newest.Union(_record.Orders.Over.TakeWhile(entry => !IsHistory(entry, today))).Order(_record.Orders.Newest.KeyComparer).Take(most).Select(entry => entry.Incident);
    }

    /// <summary>The months in which something is history that was not at the beginning of an earlier day.</summary>
    public IEnumerable<DateOnly> MonthsSince(Site earlier) => earlier.today == today ? [] : _record.Orders.Over.SkipWhile(entry => entry.EndedAt >= today).TakeWhile(entry => entry.EndedAt >= earlier.today).Select(entry => entry.Month)
        .Concat(Maintenances.Where(m => IsHistory(m, today) && !IsHistory(m, earlier.today)).Select(MonthOf)).Distinct();

    /// <summary>What happened in a month and was over before today: what is not yet over, or was so today, is on the front page, and the history need not be written while people work on it.</summary>
    /// <param name="first">Its first day.</param>
    public HistoryMonth Month(DateOnly first) => new(
        first,
        [.. (_record.Orders.Months.GetValueOrDefault(first) ?? []).Where(entry => IsHistory(entry, today)).Select(entry => entry.Incident)],
        [.. Maintenances.Where(m => IsHistory(m, today) && MonthOf(m) == first)]);

    /// <summary>What both feeds tell.</summary>
    public IReadOnlyList<FeedItem> FeedItems => _feed ??= FeedItem.Of(this);

    /// <summary>The month in which an incident is listed.</summary>
    public DateOnly MonthOf(PublicIncident incident) => FirstOf(_record.Days.Of(incident.StartedAt));

    /// <summary>The month in which planned work is listed once it is over.</summary>
    public DateOnly MonthOf(PublicMaintenance maintenance) => FirstOf(_record.Days.Of(maintenance.ScheduledStart));

    /// <summary>What a service suffers from at the moment; null when it operates normally.</summary>
    public Impact? ImpactOn(PublicService service)
    {
        var felt = Active.Where(incident => incident.Services.Contains(service.Id, StringComparer.Ordinal)).ToList();
        return felt.Count == 0 ? null : felt.Max(incident => incident.Impact);
    }

    /// <summary>The title of an incident or of planned work; null when the record has none of this id.</summary>
    public string? TitleOf(string id) => _record.TitleOf(id);

    /// <summary>The names of the services that some incidents affect, each once, in the page's order; unlisted ones last.</summary>
    public IReadOnlyList<string> ServicesOf(IEnumerable<PublicIncident> incidents) => NamesOf(incidents.SelectMany(incident => incident.Services));

    /// <summary>The names behind some services' ids, each once, in the page's order; unlisted ones last.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<string> services)
    {
        var ids = services.ToHashSet(StringComparer.Ordinal);
        var listed = Page.Services.Where(service => ids.Remove(service.Id)).Select(service => service.Name).ToList();
        return [.. listed, .. ids.Order(StringComparer.Ordinal).Select(PlainText.Line)];
    }

    /// <summary>The public address of a file of the site, whether or not the configured base ends in a slash.</summary>
    public string Absolute(string path) => $"{Address}/{path}";

    /// <summary>The public address of the front page, without a last slash.</summary>
    public string Address => Page.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>A title for programs; in a drill it begins with the one word that nobody may overlook.</summary>
    public string Marked(string title) => Page.Exercise ? $"{Texts.Exercise}: {title}" : title;

    /// <summary>The first moment of a day in the page's zone.</summary>
    public DateTimeOffset StartOf(DateOnly day) => _record.Days.StartOf(day);

    /// <summary>When an incident's page last changed; the feed's time stamps come from it, never from the build.</summary>
    public static DateTimeOffset ChangedAt(PublicIncident incident)
    {
        IEnumerable<DateTimeOffset> times = [.. incident.Updates.Select(update => update.At), .. incident.Reports.Select(report => report.At)];
        return times.Append(incident.ResolvedAt ?? incident.StartedAt).Append(incident.StartedAt).Max();
    }

    /// <summary>When the last word on planned work was said. Its schedule lies ahead, so it is not counted.</summary>
    public static DateTimeOffset ChangedAt(PublicMaintenance maintenance) =>
        maintenance.Updates.Select(update => (DateTimeOffset?)update.At).Append(maintenance.StartedAt).Append(maintenance.CompletedAt).Append(maintenance.ChangedAt).Max() ?? maintenance.ScheduledStart;

    /// <summary>When it was over; the last update's time where the record does not say. Null while it is active.</summary>
    public static DateTimeOffset? ResolvedAt(PublicIncident incident) => incident.State == PublicState.Resolved
        ? incident.ResolvedAt ?? ChangedAt(incident with { Reports = [] })
        : null;

    static bool IsHistory(Entry entry, DateTimeOffset today) => entry.EndedAt < today;

    static bool IsHistory(PublicMaintenance maintenance, DateTimeOffset today) => maintenance.State == MaintenanceState.Completed && (maintenance.CompletedAt ?? ChangedAt(maintenance)) < today;

    static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    // Strips look back 90 days, so nothing that ended before is looked at.
    List<ServiceView> Views()
    {
        var starts = Strip.Starts(_record.Days, Day);
        var (start, today) = (starts[0], starts[^2]);
        var sufferings = _record.Orders.Ended.TakeWhile(entry => entry.EndedAt is null || entry.EndedAt >= start).SelectMany(entry => entry.Sufferings(today))
            .Concat(Maintenances.SelectMany(m => Suffering.By(m, today))).ToLookup(s => s.Service, StringComparer.Ordinal);
        return [.. Page.Services.Select(service => new ServiceView(service, StatusOf(service, StatusDuring), Strip.Of(service, sufferings[service.Id], starts, Day), ChangeOf(sufferings[service.Id])))];
    }

    static DateTimeOffset? ChangeOf(IEnumerable<Suffering> own) => own.Select(s => (DateTimeOffset?)(s.Lasts ? s.From : s.To)).Max();

    // What was announced is no outage of the page, whatever customers feel of it at the service.
    ServiceStatus StatusOf(PublicService service, Func<PublicMaintenance, string, ServiceStatus> during) => Active.SelectMany(incident => StatusesNow(incident, service.Id))
        .Concat(Ongoing.Where(m => m.Services.Contains(service.Id, StringComparer.Ordinal)).Select(m => during(m, service.Id)))
        .DefaultIfEmpty(ServiceStatus.Operational).Max();

    /// <summary>How a service is while planned work is under way.</summary>
    public static ServiceStatus StatusDuring(PublicMaintenance maintenance, string service) =>
        maintenance.Impacts?.FirstOrDefault(impact => impact.Service == service)?.Status ?? ServiceStatus.UnderMaintenance;

    static IEnumerable<ServiceStatus> StatusesNow(PublicIncident incident, string service) => incident.Effects is { } effects
        ? effects.Where(effect => effect.Service == service && effect.To is null).Select(effect => effect.Status)
        : incident.Services.Contains(service, StringComparer.Ordinal) ? [Suffering.StatusOf(incident.Impact)] : [];

    // An incident of services that the page does not list still makes the page's state worse.
    Impact? Unplaced()
    {
        var listed = Page.Services.Select(service => service.Id).ToHashSet(StringComparer.Ordinal);
        return Active.Where(incident => !incident.Services.Any(listed.Contains)).Select(incident => (Impact?)incident.Impact).Max();
    }
}
