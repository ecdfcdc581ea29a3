using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>
/// The record, cleaned and in order. What follows from one incident alone is worked out once, when it comes in; a change of one shares everything else with the record before, so
/// that the length of the history does not matter.
/// </summary>
sealed class CleanHistory
{
    readonly EntryOrders orders;
    readonly Line line;
    readonly long version;

    CleanHistory(PublicPage page, Days days, DateOnly? day, EntryOrders orders, IReadOnlyList<PublicMaintenance> maintenances, Line line, long version)
    {
        (Page, Days, this.orders, Maintenances, this.line, this.version) = (page, days, orders, maintenances, line, version);
        Incidents = new IncidentList(orders.Newest);
        LastChange = maintenances.Select(m => (DateTimeOffset?)Site.ChangedAt(m)).Append(orders.Changed.IsEmpty ? null : orders.Changed[0].ChangedAt).Max();
        Day = day ?? days.Of(LastChange ?? DateTimeOffset.UnixEpoch);
    }

    public PublicPage Page { get; }

    public Days Days { get; }

    /// <summary>The day at which the strips end.</summary>
    public DateOnly Day { get; }

    /// <summary>The incidents in every order that is asked for.</summary>
    public EntryOrders Orders => orders;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PublicIncident> Incidents { get; }

    /// <summary>The latest scheduled start first.</summary>
    public IReadOnlyList<PublicMaintenance> Maintenances { get; }

    /// <summary>The latest change of the whole record; null before the first incident.</summary>
    public DateTimeOffset? LastChange { get; }

    /// <summary>The title of an incident or of planned work; null when there is none of this id.</summary>
    public string? TitleOf(string id) => Find(id)?.Title ?? Maintenances.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal))?.Title;

    /// <summary>The whole record.</summary>
    /// <exception cref="ArgumentException">An id cannot be a folder's name or is used twice, or the base address is not absolute http(s).</exception>
    public static CleanHistory Of(PublicHistory history)
    {
        var page = CleanText.Of(history.Page);
        var days = new Days(page.TimeZone);
        var entries = new Dictionary<string, Entry>(StringComparer.OrdinalIgnoreCase);
        foreach (var incident in history.Incidents)
        {
            if (!entries.TryAdd(incident.Id, EntryOf(incident, days, version: 0)))
            {
                throw new ArgumentException($"Two incidents have the id '{incident.Id}'.", nameof(history));
            }
        }

        return new CleanHistory(page, days, history.Day, EntryOrders.Of(entries.Values), Ordered(history.Maintenances.Select(CleanText.Of), entries.ContainsKey), new Line(), version: 0);
    }

    /// <summary>The record after a change.</summary>
    /// <param name="incidents">New ones, and those that replace one with their id.</param>
    /// <param name="maintenances">All of them.</param>
    /// <param name="day">The day at which the strips end.</param>
    /// <inheritdoc cref="Of" path="/exception"/>
    public CleanHistory With(IReadOnlyList<PublicIncident> incidents, IReadOnlyList<PublicMaintenance> maintenances, DateOnly? day)
    {
        var (after, next) = (orders, version + 1);
        foreach (var entry in incidents.Select(incident => EntryOf(incident, Days, next)))
        {
            if (Find(entry.Incident.Id, after) is not { } old || !Same(old, entry.Incident))
            {
                after = after.With(entry);
            }
        }

        return new CleanHistory(Page, Days, day, after, Ordered(maintenances.Select(CleanText.Of).Select(Known), after.ById.ContainsKey), line.Goes(version, next) ? line : new Line(next), next);
    }

    /// <summary>The incident with an id; null when there is none.</summary>
    public PublicIncident? Find(string id) => Find(id, orders);

    /// <summary>The incidents that are not in another state of the record, or not as they are there.</summary>
    public IReadOnlyList<PublicIncident> Except(CleanHistory other)
    {
        // In one line of records a version tells what came later; nothing else differs, so nothing else is looked at.
        var since = Math.Min(version, other.version);
        var candidates = line == other.line
            ? (version > other.version ? this : other).orders.Learned.TakeWhile(entry => entry.Version > since).Select(entry => orders.ById.GetValueOrDefault(entry.Incident.Id)).OfType<Entry>()
            : orders.Newest;
        return [.. candidates.Where(entry => !ReferenceEquals(other.orders.ById.GetValueOrDefault(entry.Incident.Id), entry)).Select(entry => entry.Incident)];
    }

    // What did not change stays the same object, so that a comparison finds only what did.
    PublicMaintenance Known(PublicMaintenance maintenance) => Maintenances.FirstOrDefault(known => known.Id == maintenance.Id) is { } old && Same(old, maintenance) ? old : maintenance;

    /// <summary>True when the record holds planned work just as it is.</summary>
    public bool Holds(PublicMaintenance maintenance) => Maintenances.FirstOrDefault(known => known.Id == maintenance.Id) is { } known && Same(known, CleanText.Of(maintenance));

    /// <summary>True when the record holds an incident just as it is.</summary>
    public bool Holds(PublicIncident incident) => Find(incident.Id) is { } known && Same(known, CleanText.Of(incident));

    static bool Same(PublicMaintenance one, PublicMaintenance other) =>
        one == other with { Services = one.Services, Updates = one.Updates, Impacts = one.Impacts }
        && one.Services.SequenceEqual(other.Services) && one.Updates.SequenceEqual(other.Updates)
        && (one.Impacts ?? []).SequenceEqual(other.Impacts ?? []) && one.Impacts is null == other.Impacts is null;

    static bool Same(PublicIncident one, PublicIncident other) =>
        one == other with { Services = one.Services, Updates = one.Updates, Reports = one.Reports, Effects = one.Effects }
        && one.Services.SequenceEqual(other.Services) && one.Updates.SequenceEqual(other.Updates) && one.Reports.SequenceEqual(other.Reports)
        && (one.Effects ?? []).SequenceEqual(other.Effects ?? []) && one.Effects is null == other.Effects is null;

    static PublicIncident? Find(string id, EntryOrders orders) => orders.ById.GetValueOrDefault(id)?.Incident;

    static Entry EntryOf(PublicIncident incident, Days days, long version)
    {
        var clean = CleanText.Of(incident);
        var started = days.Of(clean.StartedAt);
        return new Entry(clean, new DateOnly(started.Year, started.Month, 1), version);
    }

    static List<PublicMaintenance> Ordered(IEnumerable<PublicMaintenance> maintenances, Func<string, bool> taken)
    {
        // Folders that differ in case only are one folder on some disks.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ordered = maintenances.OrderByDescending(m => m.ScheduledStart).ThenByDescending(m => m.Id, StringComparer.Ordinal).ToList();
        return ordered.Find(m => taken(m.Id) || !seen.Add(m.Id)) is { } twice ? throw new ArgumentException($"Two incidents or maintenances have the id '{twice.Id}'.", nameof(maintenances)) : ordered;
    }

    /// <summary>Records of which each came from the one before. Whoever changes an older one begins a line of his own, for its versions would mean something else.</summary>
    sealed class Line(long latest = 0)
    {
        long latest = latest;

        /// <summary>True when a version was the latest one and the line now goes on with the next.</summary>
        public bool Goes(long version, long next) => Interlocked.CompareExchange(ref latest, next, version) == version;
    }
}
