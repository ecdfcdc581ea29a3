using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Incidents.Adapters.Channels;
using Incidents.Desk;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Against a real mail server.</summary>
public class SmtpMailTests
{
    [Fact]
    public async Task A_mail_arrives_with_text_and_html_in_its_incidents_thread()
    {
        using var server = await SmtpServer.StartAsync();

        var attempt = await Plain(server.Port).SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken);

        var reference = Assert.IsType<Attempt.Delivered>(attempt).Reference;
        using var mail = await server.ReceivedAsync();
        Assert.Equal(reference, mail.MessageId);
        Assert.Equal("ana@contoso.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal("[Checkout] Please look at this", mail.Subject);
        Assert.Equal("Olá, Ana: é urgente", mail.TextBody!.Trim());
        Assert.Equal("<p>Olá, Ana: é urgente</p>", mail.HtmlBody!.Trim());
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(mail.InReplyTo, mail.References.Single());
    }

    [Fact]
    public async Task The_same_effect_is_the_same_mail_and_another_of_its_incident_joins_its_thread()
    {
        using var server = await SmtpServer.StartAsync();
        var smtp = Plain(server.Port);

        foreach (var id in (string[])["i1/3/0", "i1/3/0", "i1/4/0"])
            await smtp.SendAsync(Mails.To("ana@contoso.example", id), TestContext.Current.CancellationToken);

        using var first = await server.ReceivedAsync();
        using var again = await server.ReceivedAsync();
        using var other = await server.ReceivedAsync();
        Assert.Equal(first.MessageId, again.MessageId);
        Assert.NotEqual(first.MessageId, other.MessageId);
        Assert.Equal(first.References, other.References);
    }

    [Fact]
    public async Task A_later_mail_answers_the_first_that_its_person_got()
    {
        using var server = await SmtpServer.StartAsync();
        var channel = new MailChannel(new Plainly(), Plain(server.Port), person => new MailRecipient("Ana", $"{person}@contoso.example"));
        var first = new Delivery("i1/3/0", "i1", new MailPerson("ana", "Please look at this", "Now"), new Incident());
        await channel.AttemptAsync(first, TestContext.Current.CancellationToken);
        var told = first.Incident.Apply(new EffectSettled(Mails.Noon, first.EffectId, first.Effect, DeliveryOutcome.Delivered, "<id>"));

        await channel.AttemptAsync(new Delivery("i1/4/0", "i1", new MailPerson("ana", "It is over", "Now"), told), TestContext.Current.CancellationToken);
        await channel.AttemptAsync(new Delivery("i1/4/1", "i1", new MailPerson("rui", "It is over", "Now"), told), TestContext.Current.CancellationToken);
        // The first one once more, as after a crash.
        await channel.AttemptAsync(first with { Incident = told }, TestContext.Current.CancellationToken);

        using var one = await server.ReceivedAsync();
        using var two = await server.ReceivedAsync();
        using var ofRui = await server.ReceivedAsync();
        using var again = await server.ReceivedAsync();
        Assert.Equal(one.MessageId, two.InReplyTo);
        Assert.Equal([.. one.References, one.MessageId!], two.References);
        Assert.Equal(one.References, ofRui.References);
        Assert.Equal((one.MessageId, one.InReplyTo), (again.MessageId, again.InReplyTo));
        Assert.Equal(one.References, again.References);
    }

    [Theory]
    [InlineData("451@contoso.example", "The mail server answered 451: no mail for (address)")]
    [InlineData("550@contoso.example", "The mail server answered 550: no mail for (address)")]
    public async Task The_servers_own_words_are_shown_without_the_address(string address, string reason)
    {
        using var server = await SmtpServer.StartAsync();

        var attempt = await Plain(server.Port).SendAsync(Mails.To(address), TestContext.Current.CancellationToken);

        Assert.Equal(reason, attempt switch { Attempt.Deferred later => later.Reason, Attempt.Refused no => no.Reason, _ => "" });
    }

    [Fact]
    public async Task A_line_break_in_subject_or_name_begins_no_header()
    {
        using var server = await SmtpServer.StartAsync();

        await Plain(server.Port).SendAsync(Mails.To("ana@contoso.example", name: "Ana\r\nBcc: eve@evil.example", subject: "Hello\r\nBcc: eve@evil.example\r\n\r\nA body"),
            TestContext.Current.CancellationToken);

        using var mail = await server.ReceivedAsync();
        Assert.Empty(mail.Bcc);
        Assert.Equal(["ana@contoso.example"], mail.To.Mailboxes.Select(m => m.Address));
        Assert.Equal("Hello  Bcc: eve@evil.example    A body", mail.Subject);
    }

    [Theory]
    [InlineData("ana@contoso.example\r\nRCPT TO:<eve@evil.example>")]
    [InlineData("not an address, at all")]
    public async Task An_address_that_is_none_is_refused(string address)
    {
        using var server = await SmtpServer.StartAsync();

        Assert.IsType<Attempt.Refused>(await Plain(server.Port).SendAsync(Mails.To(address), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("451@contoso.example", typeof(Attempt.Deferred))]
    [InlineData("550@contoso.example", typeof(Attempt.Refused))]
    public async Task A_4xx_reply_is_deferred_and_a_5xx_reply_is_refused_and_neither_reason_names_the_address(string address, Type expected)
    {
        using var server = await SmtpServer.StartAsync();

        var attempt = await Plain(server.Port).SendAsync(Mails.To(address), TestContext.Current.CancellationToken);

        Assert.IsType(expected, attempt);
        Assert.DoesNotContain("contoso", attempt.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_offers_no_tls_gets_no_mail()
    {
        using var server = await SmtpServer.StartAsync();
        var smtp = new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port }, Mails.From, new FakeTimeProvider(Mails.Noon));

        Assert.IsType<Attempt.Deferred>(await smtp.SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_gets_no_mail()
    {
        using var scratch = new Scratch();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var files = (string[])[Path.Combine(scratch.Path, "cert.pem"), Path.Combine(scratch.Path, "key.pem")];
        await File.WriteAllTextAsync(files[0], certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files[1], key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        using var server = await SmtpServer.StartAsync(files);
        var smtp = new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port }, Mails.From, new FakeTimeProvider(Mails.Noon));

        var attempt = await smtp.SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken);

        Assert.Contains("certificate", Assert.IsType<Attempt.Deferred>(attempt).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_later()
    {
        using var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        Assert.IsType<Attempt.Deferred>(await Plain(port).SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_tried_again_later()
    {
        // It accepts connections (the system does) and never greets.
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var smtp = new SmtpMail(new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port,
            Tls = SmtpTls.None,
            Timeout = TimeSpan.FromSeconds(1),
        }, Mails.From, new FakeTimeProvider(Mails.Noon));

        var attempt = await smtp.SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken);

        Assert.Equal("The mail server did not answer within 1 second.", Assert.IsType<Attempt.Deferred>(attempt).Reason);
    }

    /// <summary>The user of Communication Services' SMTP service is made of three ids (learn.microsoft.com, "SMTP authentication for sending emails").</summary>
    [Theory]
    [InlineData("the-secret", typeof(Attempt.Delivered))]
    [InlineData("another", typeof(Attempt.Deferred))]
    public async Task A_server_that_asks_who_sends_is_told_so_as_Communication_Services_wants_it(string password, Type expected)
    {
        const string User = "contoso-mail|4f8e7d5c-0000-4000-8000-000000000001|4f8e7d5c-0000-4000-8000-000000000002";
        using var server = await SmtpServer.StartAsync("login", User, "the-secret");
        var smtp = new SmtpMail(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None, User = User, Password = password }, Mails.From, new FakeTimeProvider(Mails.Noon));

        Assert.IsType(expected, await smtp.SendAsync(Mails.To("ana@contoso.example"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Without_tls_mails_go_to_this_machine_only() =>
        Assert.Throws<ArgumentException>(() => new SmtpMail(new SmtpOptions { Host = "mail.contoso.example", Tls = SmtpTls.None }, Mails.From, TimeProvider.System));

    static SmtpMail Plain(int port) => new(new SmtpOptions { Host = "127.0.0.1", Port = port, Tls = SmtpTls.None }, Mails.From, new FakeTimeProvider(Mails.Noon));

    sealed class Plainly : IMailComposer
    {
        public Task<ComposedMail> ComposeAsync(Delivery delivery, MailPerson mail, CancellationToken ct) => Task.FromResult(new ComposedMail(mail.Subject, mail.Text, $"<p>{mail.Text}</p>"));
    }
}
