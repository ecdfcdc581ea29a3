namespace Incidents.Desk.Tests.Orders;

/// <summary>
/// What the intake has to make of one service's documents, in a few lines: an occurrence joins once, what is over stays over, and a new incident begins with the first
/// that fires while none does (nobody declares one here, so that an incident ends with its last alert).
/// </summary>
sealed class ReferenceIntake(Naming naming)
{
    readonly List<SortedDictionary<string, bool>> incidents = [];
    readonly HashSet<string> over = new(StringComparer.Ordinal);
    readonly Dictionary<string, DateTimeOffset> lastEnd = new(StringComparer.Ordinal);
    readonly Dictionary<string, (string Alert, DateTimeOffset StartedAt)> joined = new(StringComparer.Ordinal);

    /// <summary>Takes one body that arrived at a time. What fires in it comes before what ends in it.</summary>
    public void Take(IReadOnlyList<Telling> body, DateTimeOffset at)
    {
        foreach (var told in body.OrderBy(t => !t.IsFiring))
        {
            if (told.IsFiring)
            {
                Fire(told.Alert, naming == Naming.Arrival ? at : told.StartedAt);
            }
            else
            {
                End(told, naming == Naming.Arrival ? at : told.EndedAt);
            }
        }
    }

    public override string ToString() => Describe(incidents);

    /// <summary>Incidents in the order they began, each with its occurrences; a star stands by those that fire.</summary>
    public static string Describe(IEnumerable<IEnumerable<KeyValuePair<string, bool>>> incidents) =>
        string.Join(" | ", incidents.Select(i => string.Join(' ', i.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value ? $"{a.Key}*" : a.Key))));

    /// <summary>Each occurrence with its star, whichever incident it is in.</summary>
    public string Occurrences => DescribeOccurrences(incidents);

    /// <summary>The same of incidents that somebody else made; an occurrence that is in two of them is there twice.</summary>
    public static string DescribeOccurrences(IEnumerable<IEnumerable<KeyValuePair<string, bool>>> incidents) => Describe([incidents.SelectMany(i => i)]);

    public static string Name(string alert, DateTimeOffset startedAt) => $"{alert}@{startedAt:mm:ss.f}";

    void Fire(string alert, DateTimeOffset startedAt)
    {
        var name = Name(alert, startedAt);
        var isRepeat = naming == Naming.Arrival && incidents.Any(i => i.Any(a => a.Value && joined[a.Key].Alert == alert));
        if (isRepeat || joined.ContainsKey(name) || (naming == Naming.Occurrence ? over.Contains(name) : lastEnd.GetValueOrDefault(alert) >= startedAt))
        {
            return;
        }

        if (incidents.Count == 0 || !incidents[^1].Values.Any(fires => fires))
        {
            incidents.Add(new(StringComparer.Ordinal));
        }

        joined[name] = (alert, startedAt);
        incidents[^1][name] = true;
    }

    void End(Telling told, DateTimeOffset at)
    {
        over.Add(Name(told.Alert, told.StartedAt));
        lastEnd[told.Alert] = lastEnd.GetValueOrDefault(told.Alert) is var last && last > at ? last : at;
        foreach (var incident in incidents)
        {
            foreach (var name in incident.Keys.Where(Reaches).ToList())
            {
                incident[name] = false;
            }
        }

        bool Reaches(string name) => naming == Naming.Occurrence ? name == Name(told.Alert, told.StartedAt) : joined[name].Alert == told.Alert && joined[name].StartedAt <= at;
    }
}
