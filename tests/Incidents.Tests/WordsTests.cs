namespace Incidents.Tests;

public class WordsTests
{
    [Theory]
    [InlineData("UTC", "2026-07-02T07:41:59Z", "2026-07-02 07:41 UTC")]
    [InlineData("Europe/Lisbon", "2026-07-02T07:41:00Z", "2026-07-02 08:41 UTC+1")]
    [InlineData("Europe/Lisbon", "2026-12-31T23:59:00Z", "2026-12-31 23:59 UTC")]
    [InlineData("America/St_Johns", "2026-01-01T01:00:00Z", "2025-12-31 21:30 UTC-3:30")]
    // The hour that comes twice when the clocks go back.
    [InlineData("Europe/Lisbon", "2026-10-25T00:30:00Z", "2026-10-25 01:30 UTC+1")]
    [InlineData("Europe/Lisbon", "2026-10-25T01:30:00Z", "2026-10-25 01:30 UTC")]
    public void A_moment_is_written_in_its_zone_and_says_the_offset(string zone, string at, string words) =>
        Assert.Equal(words, Words.Time(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
