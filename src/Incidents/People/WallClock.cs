namespace Incidents;

/// <summary>What a clock on the wall shows, as a moment.</summary>
static class WallClock
{
    /// <summary>The moment at which the clocks of a zone show a time; one that a change to summer time skips is the first moment after the gap.</summary>
    public static DateTimeOffset AtLocal(this TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
