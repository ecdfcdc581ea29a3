namespace Incidents.Tests;

public class OpsgenieTests
{
    [Fact]
    public void An_alert_that_is_created_is_read_with_all_that_the_plan_asks_for() => Assert.Equal(
        new Alert("prod/db-7/disk", "", "prod", "accounts", "Disk of db-7 is 97 % full", Severity.Critical, 12, Sample.Now, new Uri("https://runbooks.example/disk"), "db-7"),
        Assert.Single(Sample.Map("opsgenie", Sample.Text("opsgenie", "firing")).Fired));

    [Fact]
    public void Opsgenies_own_webhook_creates_by_the_same_alias()
    {
        var fired = Assert.Single(Sample.Map("opsgenie", Sample.Text("opsgenie", "resolved").Replace("\"Close\"", "\"Create\"", StringComparison.Ordinal)).Fired);
        Assert.Equal("prod/db-7/disk", fired.Key);
    }

    [Theory]
    [InlineData("Acknowledge")]
    [InlineData("AddNote")]
    [InlineData("UnAcknowledge")]
    public void An_action_that_neither_creates_nor_closes_changes_nothing(string action)
    {
        var mapped = Sample.Map("opsgenie", Sample.Text("opsgenie", "resolved").Replace("Close", action, StringComparison.Ordinal));
        Assert.Null(mapped.Problem);
        Assert.Empty(mapped.Fired);
        Assert.Empty(mapped.Ended);
    }
}
