using System.Text.Json;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Tests.Channels.Web;
using Incidents.Testing;
using Incidents.Tests;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>The corpus through mails and pushes; Slack, Teams and X have it in their own tests.</summary>
public sealed class InjectionTests
{
    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task No_text_makes_a_header_a_part_or_a_receiver_of_a_mail(string evil)
    {
        using var message = MailMessages.Of(new OutgoingMail("i1/3/0", "i1", "ana", evil, "ana@contoso.example", evil, evil, $"<p>{System.Net.WebUtility.HtmlEncode(evil)}</p>"), Mails.From, Mails.Noon);
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes, TestContext.Current.CancellationToken);
        bytes.Position = 0;
        using var read = await MimeMessage.LoadAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Equal(["Auto-Submitted", "Date", "From", "In-Reply-To", "MIME-Version", "Message-Id", "References", "Subject", "To"], read.Headers.Select(h => h.Field).Order(StringComparer.Ordinal));
        Assert.Equal("ana@contoso.example", Assert.Single(read.To.Mailboxes).Address);
        Assert.Equal(["text/plain", "text/html"], read.BodyParts.Select(p => p.ContentType.MimeType));
        Injection.AssertHarmless(read.Subject!);
        Assert.DoesNotContain('\n', read.Subject!);
        Injection.AssertHarmless(read.TextBody!.ReplaceLineEndings("\n"));
        Injection.AssertHarmless(read.HtmlBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task No_text_makes_a_member_of_what_a_webhook_is_told()
    {
        var usual = await ToldAsync("calm");
        Assert.Contains(usual, path => path.EndsWith("/data/incident/title", StringComparison.Ordinal));
        foreach (var evil in Injection.Corpus)
            Assert.Equal(usual, await ToldAsync(evil));
    }

    static async Task<IReadOnlyList<string>> ToldAsync(string text)
    {
        await using var office = await WebhookOffice.OpenAsync();
        var feed = office.Feed();
        await feed.RoundAsync(TestContext.Current.CancellationToken);
        await office.Say(at => new AlertFired(at, Company.Alert(startedAt: at, users: 40) with { Summary = text }));
        await office.Publish();
        await office.Say(at => new AddNote(at, "ana", text));
        await office.Finish(feed);
        return [.. office.Server.Events.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => Members(e.Value, e.Key))];
    }

    static IEnumerable<string> Members(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}/{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Members(item, $"{path}/*")),
        _ => [path],
    };

    [Fact]
    public async Task No_text_makes_more_of_a_push_than_a_title_and_a_message()
    {
        var ntfy = Cases.Ntfy();
        await using var fake = (NtfyServer)ntfy.Fake;
        await fake.StartAsync();
        foreach (var evil in Injection.Corpus)
            await ntfy.Open(TimeProvider.System).AttemptAsync(Mails.Of(new PushPerson("ana", evil, evil, Urgent: true)), TestContext.Current.CancellationToken);

        Assert.Equal(Injection.Corpus.Length, fake.Taken);
        foreach (var push in fake.Messages)
        {
            Assert.Equal(["topic", "title", "message", "priority"], push.EnumerateObject().Select(p => p.Name));
            Injection.AssertHarmless(push.GetProperty("title").GetString()!);
            Assert.DoesNotContain('\n', push.GetProperty("title").GetString()!);
            Injection.AssertHarmless(push.GetProperty("message").GetString()!);
        }
    }
}
