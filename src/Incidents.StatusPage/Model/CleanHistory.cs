using System.Collections.Immutable;
using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>
/// The record, cleaned and in order. What follows from one incident alone is worked out once, when it comes in; a change of one costs no more than a copy of the list, so
/// that the length of the history does not matter.
/// </summary>
sealed class CleanHistory
{
    readonly ImmutableDictionary<string, Entry> byId;

    CleanHistory(PublicPage page, Days days, DateOnly? day, ImmutableDictionary<string, Entry> byId, Entry[] entries, IReadOnlyList<PublicMaintenance> maintenances)
    {
        (Page, Days, this.byId, Entries, Maintenances) = (page, days, byId, entries, maintenances);
        Incidents = Array.ConvertAll(entries, entry => entry.Incident);
        LastChange = entries.Select(entry => (DateTimeOffset?)entry.ChangedAt).Concat(maintenances.Select(m => (DateTimeOffset?)Site.ChangedAt(m))).Max();
        Day = day ?? days.Of(LastChange ?? DateTimeOffset.UnixEpoch);
    }

    public PublicPage Page { get; }

    public Days Days { get; }

    /// <summary>The day at which the strips end.</summary>
    public DateOnly Day { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PublicIncident> Incidents { get; }

    /// <summary>The latest scheduled start first.</summary>
    public IReadOnlyList<PublicMaintenance> Maintenances { get; }

    /// <summary>The latest change of the whole record; null before the first incident.</summary>
    public DateTimeOffset? LastChange { get; }

    /// <summary>The title of an incident or of planned work; null when there is none of this id.</summary>
    public string? TitleOf(string id) => byId.TryGetValue(id, out var entry) ? entry.Incident.Title : Maintenances.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal))?.Title;

    /// <summary>An incident and what follows from it.</summary>
    /// <param name="Incident">Clean.</param>
    /// <param name="Month">The first day of the month in which it began.</param>
    /// <param name="ChangedAt">When its page last changed.</param>
    /// <param name="EndedAt">After this moment no service suffered from it; null while it is active.</param>
    public sealed record Entry(PublicIncident Incident, DateOnly Month, DateTimeOffset ChangedAt, DateTimeOffset? EndedAt);

    /// <summary>The whole record.</summary>
    /// <exception cref="ArgumentException">An id cannot be a folder's name or is used twice, or the base address is not absolute http(s).</exception>
    public static CleanHistory Of(PublicHistory history)
    {
        var page = CleanText.Of(history.Page);
        var days = new Days(page.TimeZone);
        var known = ImmutableDictionary.CreateBuilder<string, Entry>(StringComparer.OrdinalIgnoreCase);
        foreach (var incident in history.Incidents)
        {
            if (!known.TryAdd(incident.Id, EntryOf(incident, days)))
            {
                throw new ArgumentException($"Two incidents have the id '{incident.Id}'.", nameof(history));
            }
        }

        var maintenances = Ordered(history.Maintenances.Select(CleanText.Of), known.ContainsKey);
        return new CleanHistory(page, days, history.Day, known.ToImmutable(), [.. known.Values.OrderByDescending(e => e.Incident.StartedAt).ThenByDescending(e => e.Incident.Id, StringComparer.Ordinal)], maintenances);
    }

    /// <summary>The record after a change.</summary>
    /// <param name="incidents">New ones, and those that replace one with their id.</param>
    /// <param name="maintenances">All of them.</param>
    /// <param name="day">The day at which the strips end.</param>
    /// <inheritdoc cref="Of" path="/exception"/>
    public CleanHistory With(IReadOnlyList<PublicIncident> incidents, IReadOnlyList<PublicMaintenance> maintenances, DateOnly? day)
    {
        var after = byId;
        var entries = Entries.ToList();
        foreach (var entry in incidents.Select(incident => EntryOf(incident, Days)))
        {
            if (after.TryGetValue(entry.Incident.Id, out var old))
            {
                if (Same(old.Incident, entry.Incident))
                {
                    continue;
                }

                entries.RemoveAt(Position(entries, old));
            }

            var at = Position(entries, entry);
            entries.Insert(at < 0 ? ~at : at, entry);
            after = after.SetItem(entry.Incident.Id, entry);
        }

        return new CleanHistory(Page, Days, day, after, [.. entries], Ordered(maintenances.Select(CleanText.Of).Select(Known), after.ContainsKey));
    }

    /// <summary>The incident with an id; null when there is none.</summary>
    public PublicIncident? Find(string id) => byId.GetValueOrDefault(id)?.Incident;

    /// <summary>The incidents that are not in another state of the record, or not as they are there.</summary>
    public IReadOnlyList<PublicIncident> Except(CleanHistory other)
    {
        // Two neighbouring states share almost everything; only what lies between is looked up.
        var (mine, theirs) = (Entries, other.Entries);
        var (head, tail, shorter) = (0, 0, Math.Min(mine.Count, theirs.Count));
        while (head < shorter && ReferenceEquals(mine[head], theirs[head]))
        {
            head++;
        }

        while (tail < shorter - head && ReferenceEquals(mine[^(tail + 1)], theirs[^(tail + 1)]))
        {
            tail++;
        }

        return [.. mine.Skip(head).Take(mine.Count - head - tail).Where(entry => !ReferenceEquals(other.byId.GetValueOrDefault(entry.Incident.Id), entry)).Select(entry => entry.Incident)];
    }

    // What did not change stays the same object, so that a comparison finds only what did.
    PublicMaintenance Known(PublicMaintenance maintenance) => Maintenances.FirstOrDefault(known => known.Id == maintenance.Id) is { } old && Same(old, maintenance) ? old : maintenance;

    /// <summary>True when the record holds planned work just as it is.</summary>
    public bool Holds(PublicMaintenance maintenance) => Maintenances.FirstOrDefault(known => known.Id == maintenance.Id) is { } known && Same(known, CleanText.Of(maintenance));

    /// <summary>True when the record holds an incident just as it is.</summary>
    public bool Holds(PublicIncident incident) => byId.TryGetValue(incident.Id, out var known) && Same(known.Incident, CleanText.Of(incident));

    static bool Same(PublicMaintenance one, PublicMaintenance other) =>
        one == other with { Services = one.Services, Updates = one.Updates, Impacts = one.Impacts }
        && one.Services.SequenceEqual(other.Services) && one.Updates.SequenceEqual(other.Updates)
        && (one.Impacts ?? []).SequenceEqual(other.Impacts ?? []) && one.Impacts is null == other.Impacts is null;

    static bool Same(PublicIncident one, PublicIncident other) =>
        one == other with { Services = one.Services, Updates = one.Updates, Reports = one.Reports, Effects = one.Effects }
        && one.Services.SequenceEqual(other.Services) && one.Updates.SequenceEqual(other.Updates) && one.Reports.SequenceEqual(other.Reports)
        && (one.Effects ?? []).SequenceEqual(other.Effects ?? []) && one.Effects is null == other.Effects is null;

    static int Position(List<Entry> entries, Entry entry) => entries.BinarySearch(entry, NewestFirst);

    static readonly Comparer<Entry> NewestFirst = Comparer<Entry>.Create((one, other) => other.Incident.StartedAt.CompareTo(one.Incident.StartedAt) is var order and not 0
        ? order
        : string.CompareOrdinal(other.Incident.Id, one.Incident.Id));

    static Entry EntryOf(PublicIncident incident, Days days)
    {
        var clean = CleanText.Of(incident);
        var started = days.Of(clean.StartedAt);
        var ends = (clean.Effects ?? []).Select(effect => effect.To).Append(Site.ResolvedAt(clean)).Max();
        return new Entry(clean, new DateOnly(started.Year, started.Month, 1), Site.ChangedAt(clean), clean.State == PublicState.Resolved ? ends : null);
    }

    static List<PublicMaintenance> Ordered(IEnumerable<PublicMaintenance> maintenances, Func<string, bool> taken)
    {
        // Folders that differ in case only are one folder on some disks.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var ordered = maintenances.OrderByDescending(m => m.ScheduledStart).ThenByDescending(m => m.Id, StringComparer.Ordinal).ToList();
        return ordered.Find(m => taken(m.Id) || !seen.Add(m.Id)) is { } twice ? throw new ArgumentException($"Two incidents or maintenances have the id '{twice.Id}'.", nameof(maintenances)) : ordered;
    }
}
