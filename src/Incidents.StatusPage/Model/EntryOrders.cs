using System.Collections.Immutable;

namespace Incidents.StatusPage.Model;

/// <summary>
/// The incidents of a record in every order that a page asks for. Immutable; a change shares with its predecessor all but a few nodes of each tree, so neither it nor a look at one end of an
/// order depends on how many there are.
/// </summary>
sealed class EntryOrders
{
    /// <summary>Of a record without incidents.</summary>
    public static readonly EntryOrders Empty = new(
        ImmutableDictionary.Create<string, Entry>(StringComparer.OrdinalIgnoreCase),
        ImmutableSortedSet.Create<Entry>(By(entry => entry.Incident.StartedAt)),
        ImmutableSortedSet.Create<Entry>(By(entry => entry.ChangedAt)),
        ImmutableSortedSet.Create<Entry>(By(entry => entry.EndedAt ?? DateTimeOffset.MaxValue)),
        ImmutableSortedSet.Create<Entry>(By(entry => entry.Version)),
        ImmutableSortedDictionary.Create<DateOnly, ImmutableSortedSet<Entry>>(Comparer<DateOnly>.Create((one, other) => other.CompareTo(one))));

    EntryOrders(
        ImmutableDictionary<string, Entry> byId,
        ImmutableSortedSet<Entry> newest,
        ImmutableSortedSet<Entry> changed,
        ImmutableSortedSet<Entry> ended,
        ImmutableSortedSet<Entry> learned,
        ImmutableSortedDictionary<DateOnly, ImmutableSortedSet<Entry>> months) =>
        (ById, Newest, Changed, Ended, Learned, Months) = (byId, newest, changed, ended, learned, months);

    /// <summary>By id; letters' case does not tell two apart.</summary>
    public ImmutableDictionary<string, Entry> ById { get; }

    /// <summary>By start, the newest first.</summary>
    public ImmutableSortedSet<Entry> Newest { get; }

    /// <summary>By last change, the latest first.</summary>
    public ImmutableSortedSet<Entry> Changed { get; }

    /// <summary>By end: first what is active, then what ended last.</summary>
    public ImmutableSortedSet<Entry> Ended { get; }

    /// <summary>By the version of the record with which it came in, the latest first.</summary>
    public ImmutableSortedSet<Entry> Learned { get; }

    /// <summary>By month, the newest first; within a month as <see cref="Newest"/>.</summary>
    public ImmutableSortedDictionary<DateOnly, ImmutableSortedSet<Entry>> Months { get; }

    /// <summary>Those that are not over, the newest first.</summary>
    public IEnumerable<Entry> Active => Ended.TakeWhile(entry => entry.EndedAt is null).Order(Newest.KeyComparer);

    /// <summary>Those that are over, the one that ended last first.</summary>
    public IEnumerable<Entry> Over => Ended.SkipWhile(entry => entry.EndedAt is null);

    /// <summary>With an incident, in the place of the one that has its id.</summary>
    public EntryOrders With(Entry entry)
    {
        var rest = ById.TryGetValue(entry.Incident.Id, out var old) ? Without(old) : this;
        var month = rest.Months.GetValueOrDefault(entry.Month) ?? Empty.Newest;
        return new(ById.SetItem(entry.Incident.Id, entry), rest.Newest.Add(entry), rest.Changed.Add(entry), rest.Ended.Add(entry), rest.Learned.Add(entry), rest.Months.SetItem(entry.Month, month.Add(entry)));
    }

    /// <summary>Of a whole record at once.</summary>
    public static EntryOrders Of(IReadOnlyCollection<Entry> entries) => new(
        Empty.ById.AddRange(entries.Select(entry => KeyValuePair.Create(entry.Incident.Id, entry))),
        Empty.Newest.Union(entries),
        Empty.Changed.Union(entries),
        Empty.Ended.Union(entries),
        Empty.Learned.Union(entries),
        Empty.Months.AddRange(entries.GroupBy(entry => entry.Month).Select(month => KeyValuePair.Create(month.Key, Empty.Newest.Union(month)))));

    EntryOrders Without(Entry old)
    {
        var month = Months[old.Month].Remove(old);
        return new(ById, Newest.Remove(old), Changed.Remove(old), Ended.Remove(old), Learned.Remove(old), month.IsEmpty ? Months.Remove(old.Month) : Months.SetItem(old.Month, month));
    }

    // Where the key is the same, the id decides: an order never has two in one place.
    static Comparer<Entry> By<TKey>(Func<Entry, TKey> key)
        where TKey : IComparable<TKey> => Comparer<Entry>.Create((one, other) => key(other).CompareTo(key(one)) is var order and not 0 ? order : string.CompareOrdinal(other.Incident.Id, one.Incident.Id));
}
