using Incidents.Alerts;

namespace Incidents.Desk;

/// <summary>What was said of alerts at nearly the same time, in the order of arrival: first those that fire, then those that are over.</summary>
sealed class Gust
{
    // An alert and a deadline of the plan are decided in their order, and the plan counts minutes.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    readonly HashSet<string> _over = new(StringComparer.Ordinal);
    DateTimeOffset _from;

    /// <summary>When the last of it arrived.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Alerts that fire.</summary>
    public List<Alert> Fired { get; } = [];

    /// <summary>Alerts that are over.</summary>
    public List<EndedAlert> Ended { get; } = [];

    /// <summary>Puts documents of senders of one kind together, as far as neither time nor the order of what is said of one alert forbids it.</summary>
    public static IEnumerable<Gust> Of(IEnumerable<(DateTimeOffset At, MappedInput Mapped)> documents)
    {
        var gust = new Gust();
        foreach (var (at, mapped) in documents)
        {
            if (!gust.Takes(at, mapped))
            {
                yield return gust;
                gust = new Gust();
            }

            gust.Add(at, mapped);
        }

        yield return gust;
    }

    bool Takes(DateTimeOffset at, MappedInput mapped) => Fired.Count + Ended.Count == 0
        || ((at - _from).Duration() <= Longest && !(_over.Count > 0 && mapped.Fired.Any(a => _over.Contains(a.Key))));

    void Add(DateTimeOffset at, MappedInput mapped)
    {
        if (Fired.Count + Ended.Count == 0)
        {
            _from = at;
        }

        At = at > At ? at : At;
        Fired.AddRange(mapped.Fired);
        Ended.AddRange(mapped.Ended);
        _over.UnionWith(mapped.Ended.Select(e => e.Key));
    }
}
