using System.Text;
using Incidents.Alerts;

namespace Incidents.Tests;

public class PagerDutyTests
{
    const string Trigger = """
        {"routing_key":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","event_action":"trigger","dedup_key":"db-7/disk","news":1,
         "payload":{"summary":"Disk 97 %\non db-7","source":"db-7.example.test","severity":"critical","timestamp":"2026-03-02T07:45:00.000+0000","component":"postgres","custom_details":{"free":"3%","affected_users":"12"}},
         "links":[{"href":"javascript:alert(1)"},{"href":"https://runbooks.example.test/disk","text":"Runbook"}],"client":"nagios","client_url":"https://nagios.example.test"}
        """;

    [Fact]
    public void A_trigger_fires_under_its_dedup_key_and_names_no_occurrence()
    {
        var alert = Assert.Single(Map(Trigger).Fired);

        Assert.Equal(("prod/db-7/disk", "", "postgres", "Disk 97 % on db-7"), (alert.Key, alert.Episode, alert.Service, alert.Summary));
        Assert.Equal((Severity.Critical, 12, new Uri("https://runbooks.example.test/disk")), (alert.Severity!.Value, alert.AffectedUsers!.Value, alert.Link));
        Assert.Equal(Company.Monday, alert.StartedAt);
    }

    [Fact]
    public void A_resolve_ends_it_and_an_acknowledge_says_nothing_since_only_a_person_takes_an_incident()
    {
        Assert.Equal(new EndedAlert("prod/db-7/disk", "", "", Company.Monday), Assert.Single(Map("""{"event_action":"resolve","dedup_key":"db-7/disk"}""").Ended));
        var acknowledged = Map("""{"event_action":"acknowledge","dedup_key":"db-7/disk"}""");
        Assert.Null(acknowledged.Problem);
        Assert.Equal((0, 0), (acknowledged.Fired.Count, acknowledged.Ended.Count));
    }

    [Theory]
    [InlineData("\"component\":\"postgres\",", "", "prod")]
    [InlineData("\"free\":", "\"service\":\"checkout\",\"free\":", "checkout")]
    public void The_service_is_named_by_the_details_or_the_component_or_is_the_source_and_never_the_host(string part, string instead, string service) =>
        Assert.Equal(service, Map(Trigger.Replace(part, instead, StringComparison.Ordinal)).Fired[0].Service);

    [Theory]
    [InlineData("{}", "'event_action'")]
    [InlineData("{\"event_action\":\"delete\"}", "'event_action'")]
    [InlineData("{\"event_action\":\"resolve\"}", "'dedup_key'")]
    [InlineData("{\"event_action\":\"trigger\"}", "'payload'")]
    [InlineData("{\"event_action\":\"trigger\",\"payload\":{\"source\":\"a\",\"severity\":\"info\"}}", "'payload.summary'")]
    [InlineData("{\"event_action\":\"trigger\",\"payload\":{\"summary\":\"a\",\"severity\":\"info\"}}", "'payload.source'")]
    [InlineData("{\"event_action\":\"trigger\",\"payload\":{\"summary\":\"a\",\"source\":\"a\",\"severity\":\"bad\"}}", "'payload.severity'")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"event_action\":", "not JSON")]
    [InlineData("{\"event_action\":\"\\ud800\"}", "cannot be read")]
    public void What_is_invalid_is_said(string body, string what)
    {
        Assert.Contains(what, string.Join(' ', PagerDutyEvent.Read(Encoding.UTF8.GetBytes(body)).Errors), StringComparison.Ordinal);
        Assert.Contains(what, Map(body).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dedup_key_has_at_most_255_characters()
    {
        Assert.Null(Map($$"""{"event_action":"resolve","dedup_key":"{{new string('k', 255)}}"}""").Problem);
        Assert.NotNull(Map($$"""{"event_action":"resolve","dedup_key":"{{new string('k', 256)}}"}""").Problem);
    }

    [Fact]
    public void An_event_without_a_dedup_key_gets_one_that_is_the_same_when_it_is_sent_again()
    {
        var body = Encoding.UTF8.GetBytes(Trigger.Replace("\"dedup_key\":\"db-7/disk\",", "", StringComparison.Ordinal));
        var read = PagerDutyEvent.Read(body);

        Assert.Equal(32, read.DedupKey.Length);
        Assert.Equal(read.DedupKey, PagerDutyEvent.Read(body).DedupKey);
        Assert.Equal($"prod/{read.DedupKey}", Map(read.Body).Fired[0].Key);
        Assert.NotEqual(read.DedupKey, PagerDutyEvent.Read([.. body, (byte)' ']).DedupKey);
    }

    [Fact]
    public void What_is_kept_holds_no_routing_key_and_is_else_what_was_sent()
    {
        var read = PagerDutyEvent.Read(Encoding.UTF8.GetBytes(Trigger));

        Assert.Equal("0f1e2d3c4b5a69788796a5b4c3d2e1f0", read.RoutingKey);
        Assert.Equal(Trigger.Replace("0f1e2d3c4b5a69788796a5b4c3d2e1f0", new string('*', 32), StringComparison.Ordinal), Encoding.UTF8.GetString(read.Body));
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(PagerDutyEvent.Read("""{"payload":{"routing_key":{}},"routing\u005fkey":"secret"}"""u8.ToArray()).Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_an_event_is_refused_in_words()
    {
        var text = Trigger.TrimEnd();
        for (var n = 0; n < text.Length; n++)
        {
            Assert.NotEmpty(PagerDutyEvent.Read(Encoding.UTF8.GetBytes(text[..n])).Errors);
        }
    }

    static MappedInput Map(string body) => Map(Encoding.UTF8.GetBytes(body));

    static MappedInput Map(byte[] body) => new PagerDuty().Map(new Incoming(body, "prod", Company.Monday, new Dictionary<string, string>(StringComparer.Ordinal)));
}
