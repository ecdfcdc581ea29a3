namespace Incidents.Tests;

/// <summary>The machine or object that an alert is about, as each sender names it.</summary>
public class HostTests
{
    [Theory]
    [InlineData("alertmanager", """{"alerts":[{"status":"firing","fingerprint":"1","startsAt":"2026-03-02T09:00:00Z","labels":{"host":"second","instance":"web-1:9100"}}]}""", "web-1:9100")]
    [InlineData("grafana", """{"alerts":[{"status":"firing","fingerprint":"1","startsAt":"2026-03-02T09:00:00Z","labels":{"pod":"cart-7c9"}}]}""", "cart-7c9")]
    [InlineData("prometheus", """[{"startsAt":"2026-03-02T09:00:00Z","labels":{"alertname":"Down","instance":"web-1:9100"}}]""", "web-1:9100")]
    [InlineData("datadog", """{"monitor_id":"1","cycle":"2","transition":"Triggered","host":"$HOSTNAME","scope":"host:web-1"}""", "web-1")]
    [InlineData("pagerDuty", """{"event_action":"trigger","payload":{"summary":"Down","source":"web-1","severity":"error"}}""", "web-1")]
    [InlineData("opsgenie", """{"message":"Down","alias":"a","source":"web-1"}""", "web-1")]
    [InlineData("cloudWatch", """{"Type":"Notification","Message":"{\"AlarmName\":\"a\",\"NewStateValue\":\"ALARM\",\"Trigger\":{\"Dimensions\":[{\"name\":\"Region\",\"value\":\"eu\"},{\"name\":\"InstanceId\",\"value\":\"i-0a1\"}]}}"}""", "i-0a1")]
    [InlineData("azureMonitor", """{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"a","monitorCondition":"Fired","alertTargetIDs":["/subscriptions/s/sites/web-1"]}}}""", "web-1")]
    [InlineData("uptimeRobot", """{"monitorID":"1","alertType":"1","monitorURL":"https://shop.example/checkout"}""", "shop.example")]
    [InlineData("pingdom", """{"check_id":1,"current_state":"DOWN","check_params":{"hostname":"shop.example"}}""", "shop.example")]
    [InlineData("sentry", """{"action":"triggered","data":{"event":{"issue_id":"1","tags":[["level","error"],["server_name","web-1"]],"culprit":"pay"}}}""", "web-1")]
    [InlineData("sentry", """{"action":"unresolved","data":{"issue":{"id":"1","culprit":"cart in pay"}}}""", "cart in pay")]
    [InlineData("cloudEvents", """{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"eu-1","data":{"status":"firing","key":"k"}}""", "eu-1")]
    [InlineData("generic", """{"key":"k","status":"firing","service":"s","summary":"x","startsAt":"2026-03-02T09:00:00Z","host":" web-1\n"}""", "web-1")]
    [InlineData("generic", """{"key":"k","status":"firing","service":"s","summary":"x","startsAt":"2026-03-02T09:00:00Z","host":7}""", null)]
    public void It_is_read_where_the_sender_writes_it(string type, string body, string? host) => Assert.Equal(host, Assert.Single(Sample.Map(type, body).Fired).Host);
}
