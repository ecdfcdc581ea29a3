using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage;

/// <summary>
/// The status page as one state of the record makes it: which files it has, each of them on demand, and which of them a change concerns. Immutable; any number of threads
/// may render from it.
/// </summary>
public sealed class SiteEdition
{
    readonly CleanHistory record;
    readonly Lazy<Site> site;

    SiteEdition(CleanHistory record)
    {
        this.record = record;
        site = new Lazy<Site>(() => new Site(record));
    }

    /// <summary>The record as pages and programs look at it.</summary>
    internal Site Site => site.Value;

    /// <summary>Every incident, newest first.</summary>
    public IReadOnlyList<PublicIncident> Incidents => record.Incidents;

    /// <summary>All planned work, the latest scheduled start first.</summary>
    public IReadOnlyList<PublicMaintenance> Maintenances => record.Maintenances;

    /// <summary>When the record last changed; null before the first incident.</summary>
    public DateTimeOffset? LastChange => record.LastChange;

    /// <summary>How each listed service is.</summary>
    public IReadOnlyDictionary<string, ServiceStatus> Services => site.Value.Services.ToDictionary(view => view.Service.Id, view => view.Status, StringComparer.Ordinal);

    /// <summary>The incident with an id; null when there is none.</summary>
    public PublicIncident? Find(string id) => record.Find(id);

    /// <summary>The incidents that are active or changed since a moment; what it costs to ask depends on how many these are, and not on the history.</summary>
    public IEnumerable<PublicIncident> ActiveOrChangedSince(DateTimeOffset moment) => record.Orders.Active
        .Union(record.Orders.Changed.TakeWhile(entry => entry.ChangedAt > moment)).Order(record.Orders.Newest.KeyComparer).Select(entry => entry.Incident);

    /// <summary>Every file's path, the front page last.</summary>
    public IReadOnlyList<string> Paths =>
        [.. record.Incidents.Select(incident => Frame.PathOf(incident.Id)), .. record.Maintenances.Select(m => Frame.PathOf(m.Id)), .. site.Value.Months.Select(HistoryMonth.PathOf), .. Standing(), .. Always()];

    /// <summary>The edition of a record.</summary>
    /// <exception cref="ArgumentException">An id cannot be a folder's name or is used twice, or the base address is not absolute http(s).</exception>
    public static SiteEdition Of(PublicHistory history) => new(CleanHistory.Of(history));

    /// <summary>The edition after a change; what it costs does not depend on how long the history is.</summary>
    /// <param name="incidents">New ones, and those that replace one with their id.</param>
    /// <param name="maintenances">All planned work.</param>
    /// <param name="day">The day at which the strips end; null for that of the last change.</param>
    /// <exception cref="ArgumentException">As in <see cref="Of"/>.</exception>
    public SiteEdition With(IReadOnlyList<PublicIncident> incidents, IReadOnlyList<PublicMaintenance> maintenances, DateOnly? day) =>
        new(record.With(incidents, maintenances, day));

    /// <summary>The paths of the files that may differ from those of an earlier edition of the same page, the front page last.</summary>
    public IReadOnlyList<string> ChangedSince(SiteEdition earlier)
    {
        var incidents = record.Except(earlier.record).Concat(earlier.record.Except(record)).ToList();
        var maintenances = record.Maintenances.Except(earlier.record.Maintenances).Concat(earlier.record.Maintenances.Except(record.Maintenances)).ToList();
        var (now, before) = (site.Value.Months, earlier.site.Value.Months);
        var months = incidents.Select(site.Value.MonthOf).Concat(maintenances.Select(site.Value.MonthOf))
            // A month's page links to its neighbours.
            .Concat(Moved(now, before)).Concat(site.Value.MonthsSince(earlier.site.Value)).Intersect(now);
        return [.. incidents.Select(incident => incident.Id).Concat(maintenances.Select(m => m.Id)).Distinct(StringComparer.Ordinal).Where(Has).Select(Frame.PathOf),
            .. months.Select(HistoryMonth.PathOf), .. Always()];
    }

    /// <summary>True when this edition tells an incident just as it is.</summary>
    public bool Shows(PublicIncident incident) => record.Holds(incident);

    /// <summary>True when this edition tells of planned work just as it is.</summary>
    public bool Shows(PublicMaintenance maintenance) => record.Holds(maintenance);

    /// <summary>The day that it is in the page's zone.</summary>
    public DateOnly DayOf(DateTimeOffset now) => record.Days.Of(now);

    /// <summary>The day at which the strips end.</summary>
    public DateOnly Day => record.Day;

    /// <summary>When the last word on an incident was said.</summary>
    public static DateTimeOffset LastWordOn(PublicIncident incident) => Site.ChangedAt(incident);

    /// <summary>When the last word on planned work was said.</summary>
    public static DateTimeOffset LastWordOn(PublicMaintenance maintenance) => Site.ChangedAt(maintenance);

    /// <summary>Renders one file.</summary>
    /// <exception cref="ArgumentException">The edition has no such file.</exception>
    public Task<SiteFile> RenderAsync(string path) => path switch
    {
        PageFiles.Front => PageFiles.FrontAsync(site.Value),
        PageFiles.History => PageFiles.HistoryAsync(site.Value),
        PageFiles.NotFound => PageFiles.NotFoundAsync(site.Value),
        PageFiles.Subscribe when record.Page.SubscribeTo is not null => PageFiles.SubscribeAsync(site.Value),
        _ when PageFiles.MonthAt(path) is { } month && site.Value.Months.Contains(month) => PageFiles.OfAsync(site.Value, site.Value.Month(month)),
        _ when MachineFiles.Find(site.Value, path) is { } file => Task.FromResult(file),
        _ when path.Split('/') is ["incidents", var id, "index.html"] => OfAsync(id),
        _ => throw NoSuchFile(path),
    };

    Task<SiteFile> OfAsync(string id) => record.Find(id) is { } incident
        ? PageFiles.OfAsync(site.Value, incident)
        : PageFiles.OfAsync(site.Value, record.Maintenances.FirstOrDefault(m => m.Id == id) ?? throw NoSuchFile(Frame.PathOf(id)));

    bool Has(string id) => record.Find(id) is not null || record.Maintenances.Any(m => m.Id == id);

    // All of them are bounded: they say how it is now, or the last fifty.
    IEnumerable<string> Always() => [PageFiles.History, .. MachineFiles.Paths(site.Value), PageFiles.NotFound, PageFiles.Front];

    // What the configuration alone makes: no change of the record concerns it.
    IEnumerable<string> Standing() => record.Page.SubscribeTo is null ? [] : [PageFiles.Subscribe];

    // The months that have another neighbour than before, because one came or went between them.
    static IEnumerable<DateOnly> Moved(IReadOnlyList<DateOnly> now, IReadOnlyList<DateOnly> before) => now.SequenceEqual(before) ? [] : Neighbours(now).Except(Neighbours(before)).Select(place => place.Month);

    static IEnumerable<(DateOnly Month, DateOnly? Later, DateOnly? Earlier)> Neighbours(IReadOnlyList<DateOnly> months) =>
        months.Select((month, at) => (month, at > 0 ? months[at - 1] : (DateOnly?)null, at + 1 < months.Count ? months[at + 1] : (DateOnly?)null));

    static ArgumentException NoSuchFile(string path) => new($"The status page has no file '{path}'.", nameof(path));
}
