using Incidents.Adapters.Channels;
using Incidents.Desk;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels.Subscribers;

/// <summary>What a subscriber's mail has besides a responder's, read back from a real mail server.</summary>
public class SubscriberMailTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_of_a_list_has_the_button_that_ends_it_and_another_has_none()
    {
        using var server = await SmtpServer.StartAsync();
        var smtp = Smtp(server.Port);
        await smtp.SendAsync(Mails.To("eva@customer.example") with { Unsubscribe = new Uri("https://incidents.contoso.example/subscriptions/abc"), List = "status.contoso.example" }, Stop);
        await smtp.SendAsync(Mails.To("ana@contoso.example"), Stop);

        using var listed = await server.ReceivedAsync();
        using var other = await server.ReceivedAsync();
        Assert.Equal("<https://incidents.contoso.example/subscriptions/abc>", listed.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", listed.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("<status.contoso.example>", listed.Headers[HeaderId.ListId]);
        Assert.False(other.Headers.Contains(HeaderId.ListUnsubscribe));
    }

    [Theory]
    [InlineData("550-gone@customer.example", true)]
    [InlineData("553-gone@customer.example", true)]
    [InlineData("554-policy@customer.example", false)]
    public async Task A_mailbox_that_does_not_exist_is_told_apart_from_a_server_that_does_not_want_us(string address, bool ofAddress)
    {
        using var server = await SmtpServer.StartAsync();

        var attempt = await Smtp(server.Port).SendAsync(Mails.To(address), Stop);

        Assert.Equal(ofAddress, Assert.IsType<Attempt.Refused>(attempt).OfAddress);
    }

    static SmtpMail Smtp(int port) => new(new SmtpOptions { Host = "127.0.0.1", Port = port, Tls = SmtpTls.None }, Mails.From, new FakeTimeProvider(Mails.Noon));
}
