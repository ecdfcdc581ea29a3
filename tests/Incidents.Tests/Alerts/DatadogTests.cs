using System.Globalization;

namespace Incidents.Tests;

public class DatadogTests
{
    [Fact]
    public void An_alert_is_read_with_all_that_the_plan_asks_for()
    {
        var alert = Assert.Single(Sample.Map("datadog", Sample.Text("datadog", "firing")).Fired);
        Assert.Equal(new Alert("prod/48211907/6420917735508144212", "6420917735508144212", "prod", "checkout", "[P1] [Triggered] Checkout error rate on env:production", Severity.Critical, 25,
            Sample.Now, new Uri("https://datadog.example/monitors/48211907")), alert);
    }

    [Theory]
    [InlineData("Re-Triggered", true)]
    [InlineData("Warn", true)]
    [InlineData("Re-Warn", true)]
    [InlineData("No Data", true)]
    [InlineData("Re-No Data", true)]
    [InlineData("Renotify", true)]
    [InlineData("Recovered", false)]
    public void Only_recovered_is_over(string transition, bool fires)
    {
        var mapped = Sample.Map("datadog", With("transition", transition));
        Assert.Equal((fires ? 1 : 0, fires ? 0 : 1), (mapped.Fired.Count, mapped.Ended.Count));
    }

    [Theory]
    [InlineData("transition", "Muted", "Muted")]
    [InlineData("transition", "", "none of")]
    [InlineData("cycle", "$ALERT_CYCLE_KEY", "Paste the payload")]
    [InlineData("cycle", "null", "Paste the payload")]
    [InlineData("monitor_id", "", "Paste the payload")]
    [InlineData("title", "a \"quoted\" title", "not JSON")]
    public void What_the_template_does_not_fill_is_refused_in_words(string member, string value, string words) =>
        Assert.Contains(words, Sample.Map("datadog", With(member, value)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("env:production", "service:search,env:production", "search")]
    [InlineData("service:accounts", "service:search", "accounts")]
    [InlineData("null", "", "prod")]
    [InlineData("$TAGS", "host:a", "prod")]
    public void The_service_is_a_tag_of_the_monitor_or_of_its_group(string tags, string scope, string service) =>
        Assert.Equal(service, Assert.Single(Sample.Map("datadog", With("tags", tags, With("scope", scope))).Fired).Service);

    [Theory]
    [InlineData("")]
    [InlineData("$DATE")]
    [InlineData("-5")]
    [InlineData("253402300800000")]
    [InlineData("9999999999999999999999")]
    public void A_time_that_cannot_be_read_is_the_arrival(string ts)
    {
        var alert = Assert.Single(Sample.Map("datadog", With("ts", ts)).Fired);
        Assert.Equal(Sample.Now, alert.StartedAt);
    }

    [Fact]
    public void A_time_is_in_milliseconds() =>
        Assert.Equal(Sample.Now.AddMinutes(-3), Assert.Single(Sample.Map("datadog", With("ts", Sample.Now.AddMinutes(-3).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))).Fired).StartedAt);

    // As Datadog fills the template: without escaping anything.
    static string With(string member, string value, string? document = null) =>
        string.Join('\n', (document ?? Sample.Text("datadog", "firing")).Split('\n').Select(line => line.StartsWith($"  \"{member}\":", StringComparison.Ordinal) ? $"  \"{member}\": \"{value}\"{(line.EndsWith(',') ? "," : "")}" : line));
}
