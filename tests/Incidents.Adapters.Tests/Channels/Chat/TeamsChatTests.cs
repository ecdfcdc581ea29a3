using System.Text;
using Incidents.Desk;
using Incidents.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Chat;

public sealed class TeamsChatTests : IAsyncLifetime
{
    readonly TeamsServer teams = new();

    public async ValueTask InitializeAsync() => await teams.StartAsync();

    public ValueTask DisposeAsync() => teams.DisposeAsync();

    [Fact]
    public async Task A_post_is_an_adaptive_card_with_a_link_to_the_incident()
    {
        Assert.Equal(new Attempt.Delivered("The workflow took it (202)."), await PostAsync("Checkout fails\nWe *investigate*."));

        Assert.Equal("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"body":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"Checkout fails","weight":"Bolder"}]},{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"We *investigate*.","weight":"Default"}]}],"actions":[{"type":"Action.OpenUrl","title":"Open the incident","url":"https://incidents.contoso.example/incidents/i1"}],"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4"}}]}""",
            teams.Cards.Single().ToJsonString());
    }

    [Fact]
    public async Task A_card_stays_within_what_Teams_takes()
    {
        await PostAsync(new string('語', 30_000));

        Assert.InRange(Encoding.UTF8.GetByteCount(teams.Cards.Single().ToJsonString()), 1, 28 * 1024);
    }

    [Fact]
    public async Task No_text_becomes_an_element_of_the_card()
    {
        foreach (var evil in Injection.Corpus)
            await PostAsync(evil);

        foreach (var card in teams.Cards.Select(c => c["attachments"]![0]!["content"]!))
        {
            Assert.All(card["body"]!.AsArray(), block =>
            {
                Assert.Equal("RichTextBlock", (string?)block!["type"]);
                Injection.AssertHarmless((string)block["inlines"]!.AsArray().Single()!["text"]!);
            });
            Assert.Null(card["msteams"]);
            Assert.Single(card["actions"]!.AsArray());
        }
    }

    Task<Attempt> PostAsync(string text) => Cases.Teams(teams, new FakeTimeProvider(Mails.Noon)).AttemptAsync(Mails.Of(new PostInternally("teams", text)), TestContext.Current.CancellationToken);
}
