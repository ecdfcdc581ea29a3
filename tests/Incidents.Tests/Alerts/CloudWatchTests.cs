namespace Incidents.Tests;

public class CloudWatchTests
{
    [Fact]
    public void An_alarm_inside_its_envelope_is_read_with_all_that_the_plan_asks_for() => Assert.Equal(
        new Alert("prod/arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-5xx", "2026-03-02T10:00:00.0000000+00:00", "prod", "checkout",
            "checkout-5xx: Threshold Crossed: 3 datapoints were greater than the threshold (5.0).", Severity.Critical, null, Sample.Now,
            new Uri("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/checkout-5xx")),
        Assert.Single(Sample.Map("cloudWatch", Sample.Text("cloudWatch", "firing")).Fired));

    [Fact]
    public void Too_little_data_neither_fires_nor_ends()
    {
        var mapped = Sample.Map("cloudWatch", Sample.Text("cloudWatch", "firing").Replace("\\\"NewStateValue\\\":\\\"ALARM\\\"", "\\\"NewStateValue\\\":\\\"INSUFFICIENT_DATA\\\"", StringComparison.Ordinal));
        Assert.Null(mapped.Problem);
        Assert.Empty(mapped.Fired);
        Assert.Empty(mapped.Ended);
    }

    [Fact]
    public void A_time_with_amazons_offset_is_read() => Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 46, 12, 236, TimeSpan.Zero), Assert.Single(Sample.Map("cloudWatch",
        """{"Type":"Notification","Message":"{\"AlarmName\":\"a\",\"NewStateValue\":\"ALARM\",\"StateChangeTime\":\"2026-03-02T07:46:12.236+0000\"}"}""").Fired).StartedAt);

    [Theory]
    [InlineData("""{"AlarmName":"a","NewStateValue":"ALARM"}""", "raw message delivery")]
    [InlineData("""{"Type":"Notification","Message":"Hello"}""", "not JSON")]
    [InlineData("""{"Type":"Notification","Message":"{\"AlarmName\":\"a\"}"}""", "no alarm of CloudWatch")]
    public void What_is_no_alarm_is_said_in_words(string body, string said) => Assert.Contains(said, Sample.Map("cloudWatch", body).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_end_of_the_subscription_is_told() => Assert.Contains("subscription", Sample.Map("cloudWatch", """{"Type":"UnsubscribeConfirmation"}""").Warning, StringComparison.Ordinal);
}
