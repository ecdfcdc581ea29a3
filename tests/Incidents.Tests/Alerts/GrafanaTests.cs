namespace Incidents.Tests;

public class GrafanaTests
{
    [Fact]
    public void An_alert_is_read_with_all_that_the_plan_asks_for()
    {
        var alert = Assert.Single(Sample.Map("grafana", Sample.Text("grafana", "firing")).Fired);
        Assert.Equal(new Alert("prod/7d1e90b2c4a85f36", "2026-03-02T09:50:00.0000000+00:00", "prod", "checkout", "Orders wait for more than ten minutes", Severity.Critical, 35,
            Sample.Now.AddMinutes(-10), new Uri("https://grafana.example/d/shop-queues?orgId=1&viewPanel=4")), alert);
    }

    [Fact]
    public void The_alerts_own_status_counts_and_not_the_groups()
    {
        // A group that fires while one of its alerts is over; the start has Grafana's own zone.
        var mapped = Sample.Map("grafana", """
            {"status":"firing","state":"alerting","truncatedAlerts":3,"alerts":[
              {"status":"resolved","labels":{"alertname":"Lag"},"startsAt":"2026-03-02T09:00:00+01:00","endsAt":"2026-03-02T09:17:30+01:00","fingerprint":"a1"},
              {"status":"firing","labels":{"alertname":"DatasourceNoData","rulename":"Lag"},"startsAt":"2026-03-02T09:20:00+01:00","fingerprint":"a2","dashboardURL":"","panelURL":"","generatorURL":"https://grafana.example.test/r"}]}
            """);
        var ended = Assert.Single(mapped.Ended);
        Assert.Equal(("prod/a1", "Lag", new DateTimeOffset(2026, 3, 2, 8, 17, 30, TimeSpan.Zero)), (ended.Key, ended.Service, ended.EndedAt));
        var fired = Assert.Single(mapped.Fired);
        Assert.Equal(("Lag", "DatasourceNoData", "https://grafana.example.test/r"), (fired.Service, fired.Summary, fired.Link!.OriginalString));
        Assert.Null(fired.Severity);
        Assert.Null(fired.AffectedUsers);
        Assert.Contains("Grafana left out 3 alerts", mapped.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_legacy_format_is_told_what_is_read() =>
        Assert.Contains("contact point", Sample.Map("grafana", """{"ruleId":1,"ruleName":"Lag","state":"alerting","evalMatches":[]}""").Problem, StringComparison.Ordinal);
}
