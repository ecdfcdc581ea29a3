namespace Incidents.Tests;

public class RotationTests
{
    static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");
    static readonly DateTimeOffset Monday = new(2026, 3, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-23T09:00:00Z", "2026-03-30T08:00:00Z", "rui")]
    [InlineData("2026-03-30T07:59:59Z", "2026-03-30T08:00:00Z", "rui")]
    [InlineData("2026-03-30T08:00:00Z", "2026-04-06T08:00:00Z", "ana")]
    public void The_next_turn_begins_at_the_same_hour_of_the_wall_clock(string at, string from, string person) =>
        Assert.Equal(new OnCallTurn(At(from), person), Of("ana", "rui").Next(At(at)));

    [Fact]
    public void Somebody_who_stands_in_and_the_return_are_turns_too()
    {
        var rotation = Of("ana", "rui") with { Overrides = [new(Monday.AddDays(1), Monday.AddDays(2), "zoe")] };

        Assert.Equal(new OnCallTurn(Monday.AddDays(1), "zoe"), rotation.Next(Monday));
        Assert.Equal(new OnCallTurn(Monday.AddDays(2), "ana"), rotation.Next(Monday.AddDays(1)));
    }

    [Fact]
    public void Who_goes_on_being_on_call_has_no_next_turn()
    {
        var rotation = Of("ana", "rui") with { Overrides = [new(Monday.AddDays(6), Monday.AddDays(14), "ana")] };

        Assert.Equal(new OnCallTurn(At("2026-04-13T08:00:00Z"), "rui"), rotation.Next(Monday));
        Assert.Null(Of("ana").Next(Monday));
        Assert.Null(Of().Next(Monday));
    }

    [Fact]
    public void A_rotation_that_has_not_begun_runs_backwards_too() =>
        Assert.Equal(new OnCallTurn(Monday, "ana"), Of("ana", "rui").Next(Monday.AddDays(-1)));

    static Rotation Of(params string[] people) => new(people, new DateTime(2026, 3, 23, 9, 0, 0), 7, Lisbon, []);

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
