namespace Incidents.Tests;

public class SentryTests
{
    [Fact]
    public void A_metric_alert_is_read_with_all_that_the_plan_asks_for() => Assert.Equal(
        new Alert("prod/metric/8801", "8801", "prod", "checkout", "Critical: too many errors in checkout", Severity.Critical, null, Sample.Now.AddMinutes(-10), new Uri("https://acme.sentry.example/alerts/8801/")),
        Assert.Single(Sample.Map("sentry", Sample.Text("sentry", "firing")).Fired));

    [Fact]
    public void A_warning_after_critical_is_the_same_occurrence_that_still_fires()
    {
        var critical = Assert.Single(Sample.Map("sentry", Sample.Text("sentry", "firing")).Fired);
        var warning = Assert.Single(Sample.Map("sentry", Sample.Text("sentry", "firing").Replace("\"action\": \"critical\"", "\"action\": \"warning\"", StringComparison.Ordinal)).Fired);
        Assert.Equal(critical.Identity, warning.Identity);
        Assert.Equal(Severity.Major, warning.Severity);
    }

    [Fact]
    public void Resolving_an_issue_ends_what_its_issue_alert_began()
    {
        var fired = Assert.Single(Sample.Map("sentry", """
            {"action":"triggered","data":{"event":{"issue_id":"1170","title":"TypeError: cart is undefined","level":"fatal","datetime":"2026-03-02T09:58:00.123000Z",
             "url":"https://sentry.example/api/0/projects/acme/front-end/events/e4/","web_url":"https://sentry.example/organizations/acme/issues/1170/events/e4/"},"triggered_rule":"Very important"}}
            """).Fired);
        var ended = Assert.Single(Sample.Map("sentry", """{"action":"resolved","data":{"issue":{"id":"1170","status":"resolved","project":{"id":"1","slug":"front-end"}}}}""").Ended);

        Assert.Equal(("prod/issue/1170", "", "front-end", Severity.Critical), (fired.Key, fired.Episode, fired.Service, fired.Severity!.Value));
        Assert.Equal(new Uri("https://sentry.example/organizations/acme/issues/1170/events/e4/"), fired.Link);
        Assert.Equal((fired.Key, fired.Service), (ended.Key, ended.Service));
    }

    [Theory]
    [InlineData("""{"action":"created","data":{"comment":"seen"}}""")]
    [InlineData("""{"action":"assigned","data":{"issue":{"id":"1170"}}}""")]
    [InlineData("""{"action":"created","data":{"installation":{"status":"pending"}}}""")]
    public void What_is_no_alert_changes_nothing(string body)
    {
        var mapped = Sample.Map("sentry", body);
        Assert.Null(mapped.Problem);
        Assert.Empty(mapped.Fired);
        Assert.Empty(mapped.Ended);
    }
}
