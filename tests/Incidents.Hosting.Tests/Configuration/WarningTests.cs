using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

public class WarningTests
{
    [Theory]
    [InlineData("2026-01-05T08:59", 1)]
    [InlineData("2026-01-05T09:00", 0)]
    [InlineData("2026-07-01T12:00", 0)]
    public void A_rotation_that_begins_later_than_now_is_told_with_who_is_on_call_meanwhile(string now, int expected)
    {
        // Lisbon's winter is UTC; the sample's rotation begins on 5 January 2026 at nine.
        var warnings = ConfigurationWarnings.Of(ResponseConfiguration.Load().Configuration!, DateTimeOffset.Parse($"{now}Z", System.Globalization.CultureInfo.InvariantCulture))
            .Where(warning => warning.Path == "rotation.start").ToList();

        Assert.Equal(expected, warnings.Count);
        if (expected == 0)
            return;

        Assert.Equal("rotation.start", warnings[0].Path);
        Assert.Contains("2026-01-05 09:00 is still to come", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("Rui Costa is on call now", warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_nothing_wakes_a_manager_alone_and_a_secret_that_nobody_asks_for_are_told()
    {
        var sample = ResponseConfiguration.Load().Configuration!;
        var (people, source) = (sample.People, sample.Sources[0] with { Secret = new SourceSecrets([new Secret("env:AM_TOKEN")]) });
        var one = sample with { People = [people[0] with { Push = "ana-of-contoso" }, people[1] with { Roles = [Role.OnCall] }, .. people.Skip(2)], Sources = [source] };

        var warnings = ConfigurationWarnings.Of(one, new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)).Select(warning => warning.ToString()).ToList();

        Assert.Equal(3, warnings.Count);
        Assert.StartsWith("people: Nothing wakes Rui Costa at night", warnings[0], StringComparison.Ordinal);
        Assert.StartsWith("people: Only Ana Silva is a manager", warnings[1], StringComparison.Ordinal);
        Assert.StartsWith("sources[0].secret: This secret is not asked for", warnings[2], StringComparison.Ordinal);
    }
}
