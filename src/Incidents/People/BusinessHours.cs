namespace Incidents;

/// <summary>When the company works.</summary>
/// <param name="Zone">Whose clock counts.</param>
/// <param name="Days">The working days.</param>
/// <param name="Opens">Start of work on the wall clock.</param>
/// <param name="Closes">End of work on the wall clock, later than <paramref name="Opens"/>; 24:00 is written as <c>TimeSpan.FromDays(1)</c>.</param>
/// <param name="Holidays">Days without work.</param>
public sealed record BusinessHours(TimeZoneInfo Zone, IReadOnlySet<DayOfWeek> Days, TimeSpan Opens, TimeSpan Closes, IReadOnlySet<DateOnly> Holidays)
{
    /// <summary>True when the company is at work.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;
        return Works(DateOnly.FromDateTime(local)) && local.TimeOfDay >= Opens && local.TimeOfDay < Closes;
    }

    /// <summary>The first moment after <paramref name="at"/> at which work begins; null when the calendar has no working day within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        for (var i = 0; i < 366; i++)
        {
            var opening = Zone.AtLocal(day.AddDays(i).ToDateTime(TimeOnly.MinValue) + Opens);
            if (Works(day.AddDays(i)) && opening > at)
            {
                return opening;
            }
        }

        return null;
    }

    /// <summary>The working time between two moments, one stretch a day, in order.</summary>
    public IReadOnlyList<TimeWindow> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var windows = new List<TimeWindow>();
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, Zone).DateTime);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, Zone).DateTime); day <= last; day = day.AddDays(1))
        {
            var opens = Zone.AtLocal(day.ToDateTime(TimeOnly.MinValue) + Opens);
            var closes = Zone.AtLocal(day.ToDateTime(TimeOnly.MinValue) + Closes);
            var window = new TimeWindow(opens > from ? opens : from, closes < to ? closes : to);
            if (Works(day) && window.From < window.To)
            {
                windows.Add(window);
            }
        }

        return windows;
    }

    bool Works(DateOnly day) => Days.Contains(day.DayOfWeek) && !Holidays.Contains(day);
}
