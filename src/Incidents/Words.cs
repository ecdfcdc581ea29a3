using System.Globalization;

namespace Incidents;

/// <summary>How the plan writes times for people.</summary>
public static class Words
{
    /// <summary>Such as "15 minutes", "2 hours" or "1 day".</summary>
    public static string Duration(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } when span.Ticks % TimeSpan.TicksPerDay == 0 => Count(span.Days, "day"),
        { TotalHours: >= 1 } when span.Ticks % TimeSpan.TicksPerHour == 0 => Count((int)span.TotalHours, "hour"),
        { TotalMinutes: >= 1 } when span.Ticks % TimeSpan.TicksPerMinute == 0 => Count((int)span.TotalMinutes, "minute"),
        _ => Count((int)Math.Round(span.TotalSeconds), "second"),
    };

    /// <summary>Date and minute in UTC, such as "2026-03-02 07:41 UTC".</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    static string Count(int n, string unit) => n == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{n} {unit}s");
}
