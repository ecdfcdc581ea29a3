namespace Incidents.StatusPage.Model;

/// <summary>Days as they pass in the page's zone: 23 or 25 hours long where the clocks change.</summary>
sealed class Days(string timeZone)
{
    readonly TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>The day on which something happened.</summary>
    public DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>A day's first moment, in UTC.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Some zones change their clocks at midnight: where there is none, the day begins with the first moment that there is.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(30);
        }

        // And where there are two, with the earlier one, which has the larger offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
