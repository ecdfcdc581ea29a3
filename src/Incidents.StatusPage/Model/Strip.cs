using Incidents.Public;

namespace Incidents.StatusPage.Model;

/// <summary>A service's last 90 days: the bars and the percentage come out of this one computation, so they cannot disagree.</summary>
/// <param name="Days">Oldest first; always <see cref="Length"/>.</param>
sealed record Strip(IReadOnlyList<UptimeDay> Days)
{
    /// <summary>How many days a strip has.</summary>
    public const int Length = 90;

    static readonly int Statuses = Enum.GetValues<ServiceStatus>().Length;

    /// <summary>The figure under the strip.</summary>
    public UptimeFigure Figure { get; } = UptimeFigure.Of(Sum(Days, day => day.Length), Sum(Days, day => day.Partial), Sum(Days, day => day.Major));

    static TimeSpan Sum(IReadOnlyList<UptimeDay> days, Func<UptimeDay, TimeSpan> of) => new(days.Sum(day => of(day).Ticks));

    /// <summary>The strip of a service.</summary>
    /// <param name="service">Which.</param>
    /// <param name="sufferings">What it suffered.</param>
    /// <param name="starts">As <see cref="Starts"/> gives them: once for all services, since a zone's rules are slow to ask.</param>
    /// <param name="last">The last day.</param>
    public static Strip Of(PublicService service, IEnumerable<Suffering> sufferings, DateTimeOffset[] starts, DateOnly last)
    {
        var own = sufferings.Where(s => s.To >= starts[0] && s.From < starts[^1]).ToList();
        return new Strip([.. Enumerable.Range(0, Length).Select(n => Day(service, own, last.AddDays(n + 1 - Length), starts[n], starts[n + 1]))]);
    }

    /// <summary>When each day of a strip begins, and when the last one ends.</summary>
    public static DateTimeOffset[] Starts(Days days, DateOnly last) => [.. Enumerable.Range(0, Length + 1).Select(n => days.StartOf(last.AddDays(n + 1 - Length)))];

    static UptimeDay Day(PublicService service, List<Suffering> own, DateOnly date, DateTimeOffset start, DateTimeOffset end)
    {
        if (date < service.Since)
        {
            return new UptimeDay(date, ServiceStatus.Operational, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, []);
        }

        // Most days of most services are like this one, and they are 1,800 on a page of twenty: what they cost is what a change costs.
        List<Suffering>? felt = null;
        foreach (var s in own)
        {
            if (IsOf(s, start, end))
            {
                (felt ??= []).Add(s);
            }
        }

        if (felt is null)
        {
            return new UptimeDay(date, ServiceStatus.Operational, end - start, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, []);
        }

        var lasted = Lasted(felt, start, end);
        return new UptimeDay(date, felt.Max(s => s.Status), end - start, lasted[(int)ServiceStatus.DegradedPerformance], lasted[(int)ServiceStatus.PartialOutage],
            lasted[(int)ServiceStatus.MajorOutage], lasted[(int)ServiceStatus.UnderMaintenance],
            [.. felt.OrderByDescending(s => s.From).ThenByDescending(s => s.Of, StringComparer.Ordinal).Select(s => s.Of).Distinct(StringComparer.Ordinal)]);
    }

    // What ended with the day before is not of this day; what lasts is, though no time of it has been counted yet, and so is what began and ended at one moment.
    static bool IsOf(Suffering s, DateTimeOffset start, DateTimeOffset end) =>
        s.From < end && (s.To > start || (s.To == start && (s.Lasts || s.From == start)) || (s.From == s.To && s.From > start));

    // Where several overlap, the worst of them is what customers feel; no moment counts twice.
    static TimeSpan[] Lasted(List<Suffering> felt, DateTimeOffset start, DateTimeOffset end)
    {
        var lasted = new TimeSpan[Statuses];
        if (felt is [var alone])
        {
            var (begun, over) = (alone.From > start ? alone.From : start, alone.To < end ? alone.To : end);
            lasted[(int)alone.Status] = over > begun ? over - begun : TimeSpan.Zero;
            return lasted;
        }

        var moments = felt.SelectMany(s => new[] { s.From, s.To }).Where(at => at > start && at < end).Append(start).Append(end).Distinct().Order().ToList();
        foreach (var (from, to) in moments.Zip(moments.Skip(1)))
        {
            var worst = felt.Where(s => s.From <= from && s.To >= to).Select(s => s.Status).DefaultIfEmpty().Max();
            lasted[(int)worst] += to - from;
        }

        return lasted;
    }
}
