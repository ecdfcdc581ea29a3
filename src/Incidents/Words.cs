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

    /// <summary>Date and minute in a zone, with the offset in force then, such as "2026-07-02 08:41 UTC+1"; the hour that comes twice in autumn is told apart by it.</summary>
    public static string Time(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-dd HH:mm} {Offset(local.Offset)}");
    }

    static string Offset(TimeSpan offset) => offset == TimeSpan.Zero ? "UTC"
        : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours)}{(offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}")}");

    /// <summary>Such as "1 service" or "3 services".</summary>
    /// <param name="n">How many.</param>
    /// <param name="unit">One of them; an s makes several.</param>
    public static string Count(int n, string unit) => n == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{n} {unit}s");
}
