using System.Text;
using Incidents.Alerts;

namespace Incidents.Tests;

public class PrometheusTests
{
    const string Firing = """
        [{"labels":{"service":"checkout","alertname":"CheckoutErrors","severity":"major","empty":""},"annotations":{"summary":"One in three\npayments fails","affected_users":"7"},"news":1,
          "startsAt":"2026-03-02T07:41:10.104551902Z","endsAt":"2999-01-01T00:00:00Z","generatorURL":"http://prom.example.test/graph"}]
        """;

    [Fact]
    public void An_alert_whose_end_is_to_come_fires_and_one_whose_end_is_past_is_over_under_the_same_identity()
    {
        var fired = Assert.Single(Map(Firing).Fired);
        var ended = Assert.Single(Map(Firing.Replace("2999-01-01T00:00:00Z", "2026-03-02T07:55:00Z", StringComparison.Ordinal)).Ended);

        Assert.Equal(("checkout", "One in three payments fails", Severity.Major, 7), (fired.Service, fired.Summary, fired.Severity!.Value, fired.AffectedUsers!.Value));
        Assert.Equal((fired.Key, fired.Episode, fired.Service), (ended.Key, ended.Episode, ended.Service));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 55, 0, TimeSpan.Zero), ended.EndedAt);
    }

    [Theory]
    [InlineData("2026-03-02T10:00:00Z", false)]
    [InlineData("2026-03-02T10:00:00.0000001Z", true)]
    [InlineData("0001-01-01T00:00:00Z", true)]
    [InlineData("soon", true)]
    public void It_is_over_at_its_end_and_an_end_that_says_nothing_ends_nothing(string end, bool fires) =>
        Assert.Equal(fires, Map(Firing.Replace("2999-01-01T00:00:00Z", end, StringComparison.Ordinal)).Fired.Count == 1);

    // Both were read from Alertmanager 0.25 after it was given these labels.
    [Fact]
    public void The_fingerprint_is_alertmanagers_own_whatever_the_order_of_the_labels()
    {
        Assert.EndsWith("/458418e6e7aa0c88", Map(Firing).Fired[0].Key, StringComparison.Ordinal);
        Assert.Equal("f6f81afe0d5dabba", Prometheus.Fingerprint(new Dictionary<string, string> { ["alertname"] = "B", ["a"] = "ü" }));
    }

    [Fact]
    public void An_alert_without_a_start_began_when_it_arrived() =>
        Assert.Equal(Company.Monday, Map(Firing.Replace("startsAt", "began", StringComparison.Ordinal)).Fired.Single().StartedAt);

    [Fact]
    public void An_alert_without_labels_does_not_take_the_others_with_it()
    {
        var mapped = Map(Firing.Replace("[{", """[{"labels":{"a":""}},{""", StringComparison.Ordinal));

        Assert.Single(mapped.Fired);
        Assert.StartsWith("1 alerts had no label", mapped.Warning, StringComparison.Ordinal);
        Assert.NotNull(Map("""[{"labels":{}}]""").Problem);
        Assert.Null(Map("[]").Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"alerts\":[]}")]
    [InlineData("[1]")]
    [InlineData("[{\"labels\":{\"a\":\"1\",\"a\":\"2\"}}]")]
    [InlineData("[{\"labels\":{\"a\":\"\\ud800\"}}]")]
    [InlineData("[{\"labels\":{\"\\ud800\":\"1\"}}]")]
    public void What_cannot_be_read_is_said_in_words_and_never_thrown(string body) => Assert.NotNull(Map(body).Problem);

    [Fact]
    public void Every_cut_of_a_list_is_refused_in_words()
    {
        var text = Firing.TrimEnd();
        for (var n = 0; n < text.Length; n++)
        {
            Assert.NotNull(Map(text[..n]).Problem);
        }
    }

    static MappedInput Map(string body) =>
        new Prometheus(Alertmanager.DefaultServiceLabels).Map(new Incoming(Encoding.UTF8.GetBytes(body), "prod", Company.Monday, new Dictionary<string, string>(StringComparer.Ordinal)));
}
