using System.Globalization;

namespace Incidents.StatusPage.Wording;

/// <summary>Writes times in the page's zone and language, without the culture data of the machine: the bytes are the same everywhere.</summary>
sealed class PageClock(Texts texts, string timeZone)
{
    readonly TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>The zone's name as people know it. An unknown zone falls back to UTC and says so: a page on the worst day must come out.</summary>
    public string ZoneName => zone.Equals(TimeZoneInfo.Utc) ? "UTC" : zone.Id;

    /// <summary>For machines: <c>2026-11-24T02:10:05Z</c>, RFC 3339 in UTC to the second.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long something took, to the minute: <c>2 h 14 min</c>, with spaces at which no line breaks.</summary>
    public string Duration(TimeSpan span)
    {
        var minutes = Math.Max(1, (long)span.TotalMinutes);
        var (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        var (d, h, min) = texts.Units;
        var words = (days, hours, rest) switch
        {
            (0, 0, _) => $"{rest} {min}",
            (0, _, 0) => $"{hours} {h}",
            (0, _, _) => $"{hours} {h} {rest} {min}",
            (_, 0, _) => $"{days} {d}",
            _ => $"{days} {d} {hours} {h}",
        };
        return words.Replace(' ', '\u00A0');
    }

    /// <summary><c>24 Nov 2026</c></summary>
    public string Date(DateTimeOffset at)
    {
        var local = Local(at);
        return Date(DateOnly.FromDateTime(local.DateTime));
    }

    /// <summary><c>24 Nov 2026</c></summary>
    public string Date(DateOnly day) => $"{day.Day} {texts.ShortMonths[day.Month - 1]} {day.Year}";

    /// <summary><c>14:05</c></summary>
    public string TimeOfDay(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The offset in force at that moment, since a zone's name alone is ambiguous in the hour that the clocks go back: <c>UTC+1</c>.</summary>
    public string Offset(DateTimeOffset at)
    {
        var offset = Local(at).Offset;
        return offset == TimeSpan.Zero
            ? "UTC"
            : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}");
    }

    /// <summary><c>24 Nov 2026, 14:05 UTC+1</c></summary>
    public string Moment(DateTimeOffset at) => $"{Date(at)}{texts.Comma} {TimeOfDay(at)} {Offset(at)}";

    /// <summary>Heading of the month in which something began, in the page's zone: <c>November 2026</c>.</summary>
    public string Month(DateTimeOffset at)
    {
        var local = Local(at);
        return texts.MonthOfYear(texts.Months[local.Month - 1], local.Year);
    }

    /// <summary>Heading of a month by its first day.</summary>
    public string Month(DateOnly first) => texts.MonthOfYear(texts.Months[first.Month - 1], first.Year);

    /// <summary>Day and short month apart, as feed readers know them from other status pages.</summary>
    public (string Month, string Day) DayOfFeed(DateTimeOffset at)
    {
        var local = Local(at);
        return (texts.ShortMonths[local.Month - 1], local.Day.ToString("00", CultureInfo.InvariantCulture));
    }

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
