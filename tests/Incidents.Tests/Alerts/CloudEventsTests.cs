using System.Text;
using System.Text.Json;
using Incidents.Alerts;

namespace Incidents.Tests;

public class CloudEventsTests
{
    const string Type = "cloudEvents";
    const string Data = """{"key":"accounts/sign-in","status":"firing","service":"accounts","summary":"Nobody can sign in from Lisbon","startsAt":"2026-03-02T09:50:00Z","severity":"critical","affectedUsers":80,"link":"https://probes.example/lisbon/sign-in"}""";

    static readonly Alert SignIn = new("prod//probes/lisbon/accounts/sign-in", "2026-03-02T09:50:00.0000000+00:00", "prod", "accounts", "Nobody can sign in from Lisbon", Severity.Critical, 80,
        Sample.Now.AddMinutes(-10), new Uri("https://probes.example/lisbon/sign-in"));

    static (string, string)[] Binary(string source = "/probes/lisbon") => [("ce-specversion", "1.0"), ("ce-id", "e1"), ("ce-source", source), ("ce-type", "example.alert"), ("ce-time", "2026-03-02T09:50:00Z")];

    [Fact]
    public void An_event_says_the_same_in_each_of_the_three_modes()
    {
        var structured = Sample.Text(Type, "firing");
        // Its subject says what it is about; the event in binary mode has none.
        var there = SignIn with { Host = "accounts/sign-in" };
        Assert.Equal(there, Assert.Single(Sample.Map(Type, structured, ("content-type", "application/cloudevents+json; charset=utf-8")).Fired));
        Assert.Equal(there, Assert.Single(Sample.Map(Type, structured).Fired));
        Assert.Equal(SignIn, Assert.Single(Sample.Map(Type, Data, Binary()).Fired));

        var batch = Sample.Map(Type, $"[{structured},{Sample.Text(Type, "resolved")}]", ("content-type", "application/cloudevents-batch+json"));
        Assert.Equal(there, Assert.Single(batch.Fired));
        Assert.Equal(new EndedAlert(SignIn.Key, SignIn.Episode, "accounts", Sample.Now), Assert.Single(batch.Ended));
    }

    [Fact]
    public void The_data_may_come_in_base64()
    {
        var packed = $$"""{"specversion":"1.0","id":"1","source":"/probes/lisbon","type":"t","data_base64":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Data))}}"}""";
        Assert.Equal(SignIn, Assert.Single(Sample.Map(Type, packed).Fired));
        Assert.Contains("Base64", Sample.Map(Type, """{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"?"}""").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_data_leaves_out_is_taken_from_the_event()
    {
        var alert = Assert.Single(Sample.Map(Type, """{"status":"firing"}""", [.. Binary(), ("ce-subject", "\"eu 1\""), ("ce-service", "search")]).Fired);
        Assert.Equal(new Alert("prod//probes/lisbon/eu 1", "", "prod", "search", "example.alert", null, null, Sample.Now.AddMinutes(-10), null, "eu 1"), alert);
    }

    [Fact]
    public void An_empty_batch_says_nothing() => Assert.Equal((0, 0, null), Sample.Map(Type, "[]") is var m ? (m.Fired.Count, m.Ended.Count, m.Problem) : default);

    [Fact]
    public void A_bad_event_of_a_batch_is_told_and_the_good_ones_are_taken()
    {
        var mapped = Sample.Map(Type, $"[{Sample.Text(Type, "firing")},7,{Sample.Text(Type, "resolved")}]");
        Assert.StartsWith("1 of 3 events cannot be mapped, the others are taken. Event 2: A CloudEvent has", mapped.Problem, StringComparison.Ordinal);
        Assert.Equal(SignIn with { Host = "accounts/sign-in" }, Assert.Single(mapped.Fired));
        Assert.Equal(SignIn.Key, Assert.Single(mapped.Ended).Key);
    }

    [Theory]
    [InlineData("specversion", "0.3")]
    [InlineData("id", "")]
    [InlineData("source", " ")]
    [InlineData("type", "")]
    public void An_event_without_a_required_attribute_is_refused_in_words(string attribute, string value)
    {
        var headers = Binary().Select(h => h.Item1 == $"ce-{attribute}" ? (h.Item1, value) : h).ToArray();
        Assert.Contains($"\"{attribute}\"", Sample.Map(Type, Data, headers).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%2Fprobes%2Flisbon", "/probes/lisbon")]
    [InlineData("\"/probes/%22a%5C\\\"\"", "/probes/\"a\\\"")]
    [InlineData("%E2%82%AC-%25E2", "€-%E2")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%2", "%zz%2")]
    [InlineData("€", "€")]
    public void A_header_is_unquoted_and_decoded_once(string header, string source) =>
        Assert.Equal($"prod/{source}/accounts/sign-in", Assert.Single(Sample.Map(Type, Data, Binary(header)).Fired).Key);

    [Theory]
    [InlineData("%C0%A0")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%E2%82")]
    public void A_header_that_is_no_utf8_is_refused_in_words(string header) => Assert.Contains("ce-source", Sample.Map(Type, Data, Binary(header)).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_header_with_half_a_character_is_refused_in_words() => Assert.Contains("ce-source", Sample.Map(Type, Data, Binary("\ud800")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Data_that_is_no_alert_is_told_what_is_needed()
    {
        foreach (var data in new[] { "null", "\"text\"", "[1]", "{}", """{"key":"k"}""", """{"status":"firing"}""", """{"key":"k","status":"ok"}""" })
        {
            Assert.Contains("\"status\"", Sample.Map(Type, data, Binary()).Problem, StringComparison.Ordinal);
            Assert.Contains("\"status\"", Sample.Map(Type, JsonSerializer.Serialize(new { specversion = "1.0", id = "1", source = "s", type = "t", data = JsonDocument.Parse(data) })).Problem, StringComparison.Ordinal);
        }
    }
}
