using System.Collections.Frozen;

namespace Incidents.Tests.People;

public class BusinessHoursTests
{
    static readonly BusinessHours Lisbon = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon"),
        FrozenSet.Create(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday),
        TimeSpan.FromHours(9), TimeSpan.FromHours(18), FrozenSet.Create(new DateOnly(2026, 3, 31)));

    [Fact]
    public void Working_time_between_two_moments_leaves_out_nights_weekends_and_holidays_and_follows_summer_time()
    {
        // Friday 16:00 to Wednesday 10:00 across the beginning of summer time on Sunday; Tuesday is a holiday.
        var windows = Lisbon.Between(At("2026-03-27T16:00Z"), At("2026-04-01T09:00Z"));

        Assert.Equal([new TimeWindow(At("2026-03-27T16:00Z"), At("2026-03-27T18:00Z")), new(At("2026-03-30T08:00Z"), At("2026-03-30T17:00Z")), new(At("2026-04-01T08:00Z"), At("2026-04-01T09:00Z"))], windows);
    }

    [Fact]
    public void There_is_none_in_a_night_or_in_no_time()
    {
        Assert.Empty(Lisbon.Between(At("2026-03-26T19:00Z"), At("2026-03-27T08:00Z")));
        Assert.Empty(Lisbon.Between(At("2026-03-27T10:00Z"), At("2026-03-27T10:00Z")));
    }

    static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
