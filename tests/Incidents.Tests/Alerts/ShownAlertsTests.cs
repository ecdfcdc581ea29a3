using System.Text;
using Incidents.Alerts;

namespace Incidents.Tests.Alerts;

/// <summary>What Alertmanager's API shows, read as the notification that it would have sent.</summary>
public class ShownAlertsTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_shown_maps_to_the_alert_that_its_notification_maps_to()
    {
        var shown = ShownAlerts.Read(Encoding.UTF8.GetBytes("""
            [{"annotations":{"summary":"Payments fail \"often\" <ä>","affected_users":"40"},"endsAt":"2026-03-02T10:04:00.000Z","fingerprint":"5f0c3a9be1d2477a","receivers":[{"name":"incidents"}],
              "startsAt":"2026-03-02T09:41:10.104Z","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},"updatedAt":"2026-03-02T09:59:00.000Z","generatorURL":"http://prom.example/graph",
              "labels":{"alertname":"CheckoutErrorRate","service":"checkout","severity":"critical","instance":"web-1"}}]
            """), Now);
        var notified = Map("""
            {"version":"4","alerts":[{"status":"firing","labels":{"alertname":"CheckoutErrorRate","service":"checkout","severity":"critical","instance":"web-1"},
              "annotations":{"summary":"Payments fail \"often\" <ä>","affected_users":"40"},"startsAt":"2026-03-02T09:41:10.104551902Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom.example/graph","fingerprint":"5f0c3a9be1d2477a"}]}
            """u8.ToArray());

        Assert.Null(shown.Problem);
        var mapped = Map(ShownAlerts.Notification(shown.Alerts));
        Assert.Equal(Assert.Single(notified.Fired) with { StartedAt = default }, Assert.Single(mapped.Fired) with { StartedAt = default });
        Assert.Empty(mapped.Ended);
    }

    [Theory]
    [InlineData("""[{"fingerprint":"f","startsAt":"2026-03-02T10:00:00.001Z","labels":{}}]""")]
    [InlineData("""[{"fingerprint":"f","startsAt":"2026-03-02T09:00:00Z","status":{"state":"suppressed"},"labels":{}}]""")]
    [InlineData("""[{"fingerprint":"f","startsAt":"2026-03-02T09:00:00Z","status":{"state":"unprocessed"},"labels":{}}]""")]
    [InlineData("""[{"fingerprint":"f","labels":{}}]""")]
    [InlineData("""[{"startsAt":"2026-03-02T09:00:00Z","labels":{}}]""")]
    [InlineData("[1, null, [], \"x\"]")]
    [InlineData("[]")]
    public void What_is_new_silenced_or_nameless_is_left_out(string body)
    {
        var shown = ShownAlerts.Read(Encoding.UTF8.GetBytes(body), Now);

        Assert.Equal((0, null), (shown.Alerts.Count, shown.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("[{\"fingerprint\":\"f\",\"fingerprint\":\"g\"}]")]
    [InlineData("[{\"fingerprint\":\"\\ud800\",\"startsAt\":\"2026-03-02T09:00:00Z\"}]")]
    public void What_is_no_list_of_alerts_is_said_to_be_none(string body)
    {
        var shown = ShownAlerts.Read(Encoding.UTF8.GetBytes(body), Now);

        Assert.False(string.IsNullOrWhiteSpace(shown.Problem));
        Assert.Empty(shown.Alerts);
    }

    static MappedInput Map(byte[] body) => new Alertmanager(Alertmanager.DefaultServiceLabels).Map(new Incoming(body, "prod", Now, new Dictionary<string, string>(StringComparer.Ordinal)));
}
