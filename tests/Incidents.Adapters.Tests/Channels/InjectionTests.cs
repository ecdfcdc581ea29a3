using Incidents.Adapters.Channels;
using Incidents.Testing;
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
