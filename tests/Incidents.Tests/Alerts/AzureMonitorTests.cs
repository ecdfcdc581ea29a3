using Incidents.Alerts;

namespace Incidents.Tests;

public class AzureMonitorTests
{
    const string Type = "azureMonitor";

    [Fact]
    public void An_alert_of_the_common_schema_is_read_with_all_that_the_plan_asks_for()
    {
        var alert = Assert.Single(Sample.Map(Type, Sample.Text(Type, "firing")).Fired);
        Assert.EndsWith("/alerts/9b2f6c0a-41d7-4e88-b1c5-07d3f2a9e640", alert.Key, StringComparison.Ordinal);
        Assert.Equal(("2026-03-02T09:50:00.0000000+00:00", "checkout", "checkout-failed-requests: More than one request in ten fails"), (alert.Episode, alert.Service, alert.Summary));
        Assert.Equal((Severity.Major, 60, Sample.Now.AddMinutes(-10)), (alert.Severity!.Value, alert.AffectedUsers!.Value, alert.StartedAt));
        Assert.Equal("portal.azure.example", alert.Link!.Host);
    }

    [Theory]
    [InlineData("""{"alertId":"/a/1","monitorCondition":"Fired","configurationItems":["shop-api"],"alertTargetIDs":["/x/y/other"],"alertRule":"r"}""", "shop-api")]
    [InlineData("""{"alertId":"/a/1","monitorCondition":"Fired","configurationItems":[null,""],"alertTargetIDs":["/x/y/shop-db"],"alertRule":"r"}""", "shop-db")]
    [InlineData("""{"alertId":"/a/1","monitorCondition":"Fired","alertRule":"/x/rules/r7"}""", "r7")]
    [InlineData("""{"alertId":"/a/1","monitorCondition":"Fired"}""", "prod")]
    public void The_service_is_the_resource_unless_the_rule_names_it(string essentials, string service) =>
        Assert.Equal(service, Assert.Single(Sample.Map(Type, "{\"schemaId\":\"azureMonitorCommonAlertSchema\",\"data\":{\"customProperties\":null,\"essentials\":" + essentials + "}}").Fired).Service);

    [Theory]
    [InlineData("Sev0", Severity.Critical)]
    [InlineData("Sev2", Severity.Major)]
    [InlineData("Sev4", Severity.Minor)]
    [InlineData("Sev9", null)]
    public void A_severity_is_one_of_azures_five(string level, Severity? severity) =>
        Assert.Equal(severity, Assert.Single(Sample.Map(Type, Sample.Text(Type, "firing").Replace("Sev1", level, StringComparison.Ordinal)).Fired).Severity);

    [Theory]
    [InlineData("Acknowledged")]
    [InlineData("fired")]
    public void A_condition_that_is_neither_fired_nor_resolved_is_refused_in_words(string condition) =>
        Assert.Contains("monitorCondition", Sample.Map(Type, Sample.Text(Type, "firing").Replace("\"Fired\"", $"\"{condition}\"", StringComparison.Ordinal)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_metric_alert_of_the_schema_before_begins_and_ends_by_its_rule_and_resource()
    {
        const string metric = """
            {"schemaId":"AzureMonitorMetricAlert","data":{"version":"2.0","status":"Activated","properties":{"service":"checkout"},"context":{"timestamp":"2026-03-02T09:55:00.0000000Z",
             "id":"/subscriptions/s/metricAlerts/lag","name":"lag","description":"Orders wait","severity":"0","resourceName":"orders","resourceId":"/subscriptions/s/q/orders","portalLink":"https://portal.azure.example/q"}}}
            """;
        var alert = Assert.Single(Sample.Map(Type, metric).Fired);
        Assert.Equal(new Alert("prod//subscriptions/s/metricAlerts/lag//subscriptions/s/q/orders", "", "prod", "checkout", "lag: Orders wait", Severity.Critical, null, Sample.Now.AddMinutes(-5),
            new Uri("https://portal.azure.example/q"), "orders"), alert);
        Assert.Equal(new EndedAlert(alert.Key, "", "checkout", Sample.Now.AddMinutes(-5)), Assert.Single(Sample.Map(Type, metric.Replace("Activated", "Deactivated", StringComparison.Ordinal)).Ended));
        Assert.Contains("common alert schema", Sample.Map(Type, metric.Replace("Activated", "Paused", StringComparison.Ordinal)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schemaId":"Microsoft.Insights/activityLogs","data":{"status":"Activated","context":{}}}""")]
    [InlineData("""{"schemaId":"Microsoft.Insights/LogAlert","data":{}}""")]
    [InlineData("""{"status":"Activated","context":{"id":"x"}}""")]
    public void Any_other_schema_is_told_what_to_switch_on(string body) =>
        Assert.Contains("Enable the common alert schema", Sample.Map(Type, body).Problem, StringComparison.Ordinal);
}
