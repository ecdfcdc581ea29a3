using System.Text.Json.Nodes;
using Incidents.Desk;
using Incidents.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Chat;

public sealed class SlackChatTests : IAsyncLifetime
{
    readonly SlackServer slack = new();
    readonly FakeTimeProvider time = new(Mails.Noon);

    public async ValueTask InitializeAsync() => await slack.StartAsync();

    public ValueTask DisposeAsync() => slack.DisposeAsync();

    [Fact]
    public async Task An_incident_is_one_thread_whose_first_message_says_where_it_stands()
    {
        slack.Say("Lunch?");
        var first = Assert.IsType<Attempt.Delivered>(await PostAsync("Checkout fails\nWe investigate.", "i1/1/0")).Reference;
        slack.Say("What is going on?");
        await PostAsync("Checkout is fixed\nWe watch it.", "i1/2/0");
        await PostAsync("Search is slow\nWe investigate.", "i2/1/0", incident: "i2");
        await PostAsync("Checkout works again\nIt is over.", "i1/3/0");

        var ours = slack.InOrder.Where(m => m["metadata"] is not null).ToList();
        Assert.Equal([null, first, null, first], ours.Select(m => (string?)m["thread_ts"]));
        Assert.StartsWith("Now: Checkout works again", (string)slack.Messages[first]["text"]!, StringComparison.Ordinal);
        Assert.Contains("We investigate.", (string)slack.Messages[first]["text"]!, StringComparison.Ordinal);
        Assert.Equal("https://incidents.contoso.example/incidents/i1", Links(slack.Messages[first]).Single());
    }

    [Fact]
    public async Task The_first_message_is_found_in_a_long_conversation()
    {
        slack.PageSize = 2;
        var first = Assert.IsType<Attempt.Delivered>(await PostAsync("Checkout fails", "i1/1/0")).Reference;
        for (var talk = 0; talk < 9; talk++)
            slack.Say("What is going on?");

        await PostAsync("It is over", "i1/2/0");

        Assert.Equal(first, (string?)slack.InOrder.Last()["thread_ts"]);
    }

    [Fact]
    public async Task What_was_posted_is_found_again_by_its_effect()
    {
        await PostAsync("Checkout fails", "i1/1/0");
        var second = await PostAsync("It is over", "i1/2/0");

        Assert.Equal(second, await Open().ReconcileAsync(Of("It is over", "i1/2/0"), TestContext.Current.CancellationToken));
        Assert.Equal(new Attempt.Deferred("Slack does not have it."), await Open().ReconcileAsync(Of("More", "i1/3/0"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("not_in_channel")]
    [InlineData("invalid_auth")]
    [InlineData("missing_scope")]
    public async Task What_somebody_can_mend_is_tried_again_and_named(string error)
    {
        slack.Error = error;

        Assert.Contains(error, Assert.IsType<Attempt.Deferred>(await PostAsync("Checkout fails", "i1/1/0")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Slack_refuses_is_refused()
    {
        slack.Error = "msg_too_long";

        Assert.Equal(new Attempt.Refused("Slack refused it (msg_too_long)."), await PostAsync("Checkout fails", "i1/1/0"));
    }

    [Fact]
    public async Task No_text_pings_anybody_or_makes_a_link()
    {
        foreach (var (evil, n) in Injection.Corpus.Select((text, n) => (text, n)))
            await PostAsync(evil, $"i{n}/1/0", incident: $"i{n}");

        foreach (var message in slack.InOrder)
        {
            foreach (var text in Texts(message["blocks"]!).Append(message["text"]!).Select(t => (string)t!).Where(t => !t.EndsWith("|Open the incident>", StringComparison.Ordinal)))
            {
                Assert.DoesNotContain('<', text);
                Assert.DoesNotContain('>', text);
                Injection.AssertHarmless(text);
            }

            Assert.Equal("none", (string?)message["parse"]);
            Assert.All(message["blocks"]!.AsArray().SkipLast(1), block => Assert.Equal("plain_text", (string?)block!["text"]!["type"]));
        }
    }

    [Fact]
    public async Task A_long_text_keeps_within_what_a_block_takes()
    {
        await PostAsync(string.Concat(Enumerable.Repeat("<&>😀", 3_000)), "i1/1/0");

        Assert.All(Texts(slack.InOrder.Single()["blocks"]!), text => Assert.InRange(((string)text!).Length, 1, 3_000));
    }

    static IEnumerable<JsonNode?> Texts(JsonNode blocks) => blocks.AsArray().SelectMany(block => block!["text"] is { } text ? [text["text"]] : block["elements"]!.AsArray().Select(e => e!["text"]));

    static IEnumerable<string> Links(JsonNode message) => Texts(message["blocks"]!).Select(t => (string)t!).Where(t => t.StartsWith('<')).Select(t => t[1..t.IndexOf('|', StringComparison.Ordinal)]);

    static Delivery Of(string text, string effect, string incident = "i1") => Mails.Of(new PostInternally("slack", text), effect, incident);

    IChannel Open() => Cases.Slack(slack, time);

    Task<Attempt> PostAsync(string text, string effect, string incident = "i1") => Open().AttemptAsync(Of(text, effect, incident), TestContext.Current.CancellationToken);
}
