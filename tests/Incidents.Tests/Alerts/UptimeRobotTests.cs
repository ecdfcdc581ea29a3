namespace Incidents.Tests;

public class UptimeRobotTests
{
    [Fact]
    public void A_monitor_that_is_down_is_read_with_all_that_the_plan_asks_for() => Assert.Equal(
        new Alert("prod/7900123", "2026-03-02T10:00:00.0000000+00:00", "prod", "checkout", "Checkout page: HTTP 503 Service Unavailable", Severity.Major, null, Sample.Now, new Uri("https://shop.example/checkout"), "shop.example"),
        Assert.Single(Sample.Map("uptimeRobot", Sample.Text("uptimeRobot", "firing")).Fired));

    [Fact]
    public void An_expiring_certificate_is_an_alert_of_its_own_that_a_working_page_does_not_end()
    {
        var expiry = Assert.Single(Sample.Map("uptimeRobot", """{"monitorID":7900123,"monitorFriendlyName":"Checkout page","alertType":3,"alertDateTime":1772437500,"sslExpiryDate":"1774000000"}""").Fired);
        var up = Assert.Single(Sample.Map("uptimeRobot", Sample.Text("uptimeRobot", "resolved")).Ended);
        Assert.Equal(("prod/7900123/expiry", "1774000000", Severity.Minor), (expiry.Key, expiry.Episode, expiry.Severity!.Value));
        Assert.NotEqual(expiry.Key, up.Key);
    }

    [Fact]
    public void A_variable_that_was_not_filled_in_counts_as_missing()
    {
        var fired = Assert.Single(Sample.Map("uptimeRobot", """{"monitorID":"1","monitorURL":"*monitorURL*","monitorFriendlyName":"*monitorFriendlyName*","alertType":"1","alertDetails":"*alertDetails*","alertDateTime":"*alertDateTime*"}""").Fired);
        Assert.Equal(("prod", "1: down", "", Sample.Now), (fired.Service, fired.Summary, fired.Episode, fired.StartedAt));
        Assert.Null(fired.Link);
        Assert.NotNull(Sample.Map("uptimeRobot", """{"monitorID":"*monitorID*","alertType":"1"}""").Problem);
    }

    [Fact]
    public void A_form_says_what_json_says()
    {
        var json = Sample.Map("uptimeRobot", """{"monitorID":"7","monitorURL":"https://shop.example/a?b=c&d","monitorFriendlyName":"Checkout page & more","alertType":"1","alertDetails":"HTTP 503"}""");
        var form = Sample.Map("uptimeRobot", "monitorID=7&monitorURL=https%3A%2F%2Fshop.example%2Fa%3Fb%3Dc%26d&monitorFriendlyName=Checkout+page+%26+more&alertType=1&alertDetails=HTTP+503&alertType=2",
            ("content-type", "application/x-www-form-urlencoded; charset=utf-8"));

        Assert.Equal(Assert.Single(json.Fired), Assert.Single(form.Fired));
        Assert.NotNull(Sample.Map("uptimeRobot", "%ff=&&&=%zz", ("content-type", "application/x-www-form-urlencoded")).Problem);
    }
}
