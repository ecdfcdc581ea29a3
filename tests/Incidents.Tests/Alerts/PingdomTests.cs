namespace Incidents.Tests;

public class PingdomTests
{
    [Fact]
    public void A_check_that_is_down_is_read_with_all_that_the_plan_asks_for() => Assert.Equal(
        new Alert("prod/4410022", "2026-03-02T10:00:00.0000000+00:00", "prod", "search", "Shop search: Timeout (over 30 s)", Severity.Major, 40, Sample.Now, new Uri("https://shop.example/search"), "shop.example"),
        Assert.Single(Sample.Map("pingdom", Sample.Text("pingdom", "firing")).Fired));

    [Theory]
    [InlineData("UNKNOWN")]
    [InlineData("PAUSED")]
    public void A_state_that_is_neither_up_nor_down_is_not_guessed(string state) =>
        Assert.NotNull(Sample.Map("pingdom", Sample.Text("pingdom", "firing").Replace("\"current_state\": \"DOWN\"", $"\"current_state\": \"{state}\"", StringComparison.Ordinal)).Problem);
}
