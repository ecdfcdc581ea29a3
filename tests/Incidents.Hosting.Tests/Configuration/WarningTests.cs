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
        var warnings = ConfigurationWarnings.Of(ResponseConfiguration.Load().Configuration!, DateTimeOffset.Parse($"{now}Z", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(expected, warnings.Count);
        if (expected == 0)
            return;

        Assert.Equal("rotation.start", warnings[0].Path);
        Assert.Contains("2026-01-05 09:00 is still to come", warnings[0].Message, StringComparison.Ordinal);
        Assert.Contains("Rui Costa is on call now", warnings[0].Message, StringComparison.Ordinal);
    }
}
