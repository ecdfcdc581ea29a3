using CsCheck;

namespace Incidents.Tests.People;

public class MeetingSlotTests
{
    static readonly DateTimeOffset Nine = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void It_is_the_first_time_when_everybody_is_free()
    {
        var slot = MeetingSlot.Find([Window(0, 480)], Hour, Busy(("ana", 0, 45), ("mia", 60, 100), ("ana", 200, 300)));

        // Ana is free from 9:45, Mia only until 10:00 and again from 10:40; the grid makes it 10:45.
        Assert.Equal(Nine.AddMinutes(105), slot!.At);
        Assert.Empty(slot.Busy);
    }

    [Fact]
    public void A_meeting_may_touch_what_is_before_and_after() => Assert.Equal(Nine.AddHours(1), MeetingSlot.Find([Window(0, 480)], Hour, Busy(("ana", 0, 60), ("ana", 120, 480)))!.At);

    [Fact]
    public void Without_a_time_for_all_it_is_the_first_that_the_fewest_miss_and_says_who()
    {
        var slot = MeetingSlot.Find([Window(0, 240)], Hour, Busy(("rui", 0, 240), ("ana", 0, 120), ("mia", 60, 120)));

        Assert.Equal(Nine.AddMinutes(120), slot!.At);
        Assert.Equal(["rui"], slot.Busy);
    }

    [Fact]
    public void It_does_not_run_over_the_end_of_work()
    {
        var slot = MeetingSlot.Find([Window(0, 90), Window(1440, 1530)], Hour, Busy(("ana", 0, 45)));

        Assert.Equal(Nine.AddMinutes(1440), slot!.At);
    }

    [Fact]
    public void It_begins_on_a_quarter_of_an_hour() =>
        Assert.Equal(Nine.AddMinutes(15), MeetingSlot.Find([new TimeWindow(Nine.AddSeconds(443), Nine.AddHours(8))], Hour, Busy())!.At);

    [Fact]
    public void There_is_none_where_nothing_is_long_enough()
    {
        Assert.Null(MeetingSlot.Find([Window(0, 59), Window(100, 150)], Hour, Busy()));
        Assert.Null(MeetingSlot.Find([], Hour, Busy()));
    }

    [Fact]
    public void Whatever_the_calendars_hold_nobody_named_free_is_busy_and_no_earlier_time_is_better()
    {
        var stretch = Gen.Select(Gen.Int[0, 600], Gen.Int[1, 200], (from, length) => (from, to: from + length));
        var calendar = stretch.List[0, 5].Select(taken => (IReadOnlyList<TimeWindow>)[.. taken.Select(s => Window(s.from, s.to))]);
        Gen.Select(calendar, calendar, calendar, Gen.Int[15, 120]).Sample((ana, mia, rui, minutes) =>
        {
            var busy = new Dictionary<string, IReadOnlyList<TimeWindow>>(StringComparer.Ordinal) { ["ana"] = ana, ["mia"] = mia, ["rui"] = rui };
            var slot = MeetingSlot.Find([Window(0, 480)], TimeSpan.FromMinutes(minutes), busy)!;

            int Missing(DateTimeOffset at) => busy.Count(p => p.Value.Any(w => w.From < at.AddMinutes(minutes) && at < w.To));
            Assert.Equal(slot.Busy.Count, Missing(slot.At));
            Assert.True(slot.At >= Nine && slot.At.AddMinutes(minutes) <= Nine.AddMinutes(480));
            for (var at = Nine; at < slot.At; at = at.AddMinutes(15))
                Assert.True(Missing(at) > slot.Busy.Count);
        });
    }

    static TimeWindow Window(int from, int to) => new(Nine.AddMinutes(from), Nine.AddMinutes(to));

    static Dictionary<string, IReadOnlyList<TimeWindow>> Busy(params (string Who, int From, int To)[] taken) =>
        taken.GroupBy(t => t.Who, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyList<TimeWindow>)[.. g.Select(t => Window(t.From, t.To))], StringComparer.Ordinal);
}
