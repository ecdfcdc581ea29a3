using System.Text;
using Incidents.Alerts;

namespace Incidents.Tests;

public class SenderTests
{
    static readonly Alertmanager Alertmanager = new(Alertmanager.DefaultServiceLabels);
    static readonly GenericJson Generic = new();

    const string Group = """
        {"version":"4","groupKey":"{}:{alertname=\"CheckoutErrorRate\"}","truncatedAlerts":2,"status":"firing","receiver":"ir","news":{"is":"ignored"},
         "alerts":[
          {"status":"firing","labels":{"alertname":"CheckoutErrorRate","severity":"critical","service":"checkout"},"annotations":{"summary":"Checkout 5xx\nabove 5 %","affected_users":"120"},
           "startsAt":"2026-03-02T07:41:10.104551902Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom.example.test/graph","fingerprint":"5f0c3a9be1d2477a"},
          {"status":"resolved","labels":{"alertname":"QueueLag","severity":"warning"},"annotations":{},
           "startsAt":"2026-03-02T07:00:00+0000","endsAt":"2026-03-02T07:30:00Z","generatorURL":"javascript:alert(1)","fingerprint":"00000000000000aa"}]}
        """;

    [Fact]
    public void An_alertmanager_group_holds_alerts_that_fire_and_alerts_that_are_over()
    {
        var mapped = Map(Alertmanager, Group);
        var alert = Assert.Single(mapped.Fired);
        Assert.Equal("prod/5f0c3a9be1d2477a", alert.Key);
        Assert.Equal("checkout", alert.Service);
        Assert.Equal("Checkout 5xx above 5 %", alert.Summary);
        Assert.Equal(Severity.Critical, alert.Severity);
        Assert.Equal(120, alert.AffectedUsers);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 41, 10, TimeSpan.Zero), alert.StartedAt.AddTicks(-alert.StartedAt.Ticks % TimeSpan.TicksPerSecond));
        var ended = Assert.Single(mapped.Ended);
        Assert.Equal(("QueueLag", new DateTimeOffset(2026, 3, 2, 7, 30, 0, TimeSpan.Zero)), (ended.Service, ended.EndedAt));
        Assert.Contains("left out 2 alerts", mapped.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_beginning_and_the_end_of_an_alert_have_one_identity()
    {
        var fired = Map(Alertmanager, Group).Fired[0];
        var ended = Map(Alertmanager, Group.Replace("\"firing\",\"labels\"", "\"resolved\",\"labels\"", StringComparison.Ordinal)).Ended[0];
        Assert.Equal((fired.Key, fired.Episode), (ended.Key, ended.Episode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"alerts\":{}}")]
    [InlineData("{\"alerts\":[1]}")]
    [InlineData("{\"alerts\":[{\"fingerprint\":\"x\",\"status\":\"paused\"}]}")]
    [InlineData("{\"alerts\":[],\"alerts\":[]}")]
    [InlineData("{\"alerts\":[{\"fingerprint\":\"x\",\"status\":\"firing\",\"labels\":{\"service\":\"\\ud800\"}}]}")]
    public void What_cannot_be_read_is_said_in_words_and_never_thrown(string body)
    {
        foreach (var sender in new ISender[] { Alertmanager, Generic })
        {
            Assert.NotEqual("", Map(sender, body).Problem);
        }

        Assert.NotNull(Map(Alertmanager, body).Problem);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_and_nesting_without_end_are_refused_in_words()
    {
        Assert.Contains("not UTF-8", Map(Alertmanager, [(byte)'{', (byte)'"', 0xC0, 0xA0, (byte)'"', (byte)'}']).Problem, StringComparison.Ordinal);
        Assert.NotNull(Map(Generic, string.Concat(Enumerable.Repeat("[", 10_000))).Problem);
    }

    [Fact]
    public void Every_cut_of_a_document_is_refused_in_words()
    {
        var text = Group.TrimEnd();
        for (var n = 0; n < text.Length; n++)
        {
            Assert.NotNull(Map(Alertmanager, text[..n]).Problem);
        }
    }

    [Fact]
    public void A_generic_alert_stands_alone_or_in_a_list_and_a_start_in_the_future_counts_as_now()
    {
        const string one = """{"key":"eu/http","status":"firing","service":"home","summary":"Home page down","severity":"major","affectedUsers":7,"startsAt":"2999-01-01T00:00:00Z","link":"https://x.test/"}""";
        var alone = Assert.Single(Map(Generic, one).Fired);
        Assert.Equal(Assert.Single(Map(Generic, $"{{\"alerts\":[{one}]}}").Fired), alone);
        Assert.Equal((Company.Monday, 7, Severity.Major), (alone.StartedAt, alone.AffectedUsers!.Value, alone.Severity!.Value));
    }

    [Theory]
    [InlineData("""{"status":"firing","service":"s","summary":"x","startsAt":"2026-03-02T00:00:00Z"}""", "key")]
    [InlineData("""{"key":"k","status":"firing","service":"s","summary":"x"}""", "startsAt")]
    [InlineData("""{"key":"k","status":"on","service":"s","summary":"x","episode":"1"}""", "status")]
    [InlineData("""{"key":"k","status":"firing","summary":"x","episode":"1"}""", "service")]
    [InlineData("""{"key":"k","status":"firing","service":"s","episode":"1"}""", "summary")]
    public void A_generic_alert_without_a_needed_member_is_told_which(string body, string member) =>
        Assert.Contains($"\"{member}\"", Map(Generic, body).Problem, StringComparison.Ordinal);

    static MappedInput Map(ISender sender, string body) => Map(sender, Encoding.UTF8.GetBytes(body));

    static MappedInput Map(ISender sender, byte[] body) => sender.Map(new Incoming(body, "prod", Company.Monday, new Dictionary<string, string>(StringComparer.Ordinal)));
}
