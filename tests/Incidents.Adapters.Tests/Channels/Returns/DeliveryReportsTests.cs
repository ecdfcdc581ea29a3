using System.Text;
using Incidents.Adapters.Channels.Returns;
using Incidents.Desk.Returns;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels.Returns;

public class DeliveryReportsTests
{
    [Theory]
    [InlineData("postfix-failed", "The mail came back: 550 5.1.1 (address) Recipient address rejected: User unknown in virtual mailbox table")]
    [InlineData("exchange-online", "The mail came back: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient (address) not found by SMTP address lookup")]
    [InlineData("gmail", "The mail came back: 550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550-5.1.1 unnecessary spaces. Learn more at 550 5.1.1 https://support.google.example/mail/?p=NoSuchUser - gsmtp")]
    public void A_mail_to_nobody_is_refused_in_the_servers_words(string sample, string said)
    {
        using var message = Reports.Message(sample);

        var report = Assert.Single(DeliveryReports.Of(message));

        Assert.Equal((Reports.Mail, ReturnKind.Refused, said, true), (report.Mail, report.Kind, report.Said, report.OfAddress));
        Assert.Equal([Reports.Thread], report.Threads);
        Assert.Null(report.Manage);
    }

    [Fact]
    public void A_mail_that_a_server_still_tries_to_deliver_is_delayed()
    {
        using var message = Reports.Message("postfix-delayed");

        var report = Assert.Single(DeliveryReports.Of(message));

        Assert.Equal((Reports.Mail, ReturnKind.Delayed, false), (report.Mail, report.Kind, report.OfAddress));
        Assert.Equal("The receiver's server has not taken it yet: 4.4.1 connect to mx.fabrikam.example[192.0.2.25]:25: Connection timed out", report.Said);
    }

    [Fact]
    public void A_subscribers_full_mailbox_is_no_wrong_address_and_names_the_subscription_over_folded_lines()
    {
        using var message = Reports.Message("subscriber-full");

        var report = Assert.Single(DeliveryReports.Of(message));

        Assert.Equal(("AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789.tail-_", ReturnKind.Refused, false), (report.Manage, report.Kind, report.OfAddress));
        Assert.Equal("The mail came back: 552 5.2.2 (address) Quota exceeded", report.Said);
    }

    [Fact]
    public void A_report_that_names_receivers_and_gives_no_status_is_a_refusal()
    {
        using var message = Reports.Message("gmail-no-status");

        var report = Assert.Single(DeliveryReports.Of(message));

        Assert.Equal((Reports.Mail, ReturnKind.Refused, "The mail came back: no reason was given", false), (report.Mail, report.Kind, report.Said, report.OfAddress));
    }

    [Theory]
    [InlineData("relayed")]
    [InlineData("out-of-office")]
    public void Success_and_answers_of_people_say_nothing(string sample)
    {
        using var message = Reports.Message(sample);

        Assert.Empty(DeliveryReports.Of(message));
    }

    [Theory]
    [InlineData("Action: failed", "Action: \u0000\u0000failed, or so")]
    [InlineData("Content-Type: message/delivery-status", "Content-Type: application/octet-stream")]
    [InlineData("Content-Type: message/rfc822", "Content-Type: application/octet-stream")]
    [InlineData("Message-Id: <{mail}@contoso.example>", "Message-Id: <>")]
    [InlineData("report-type=delivery-status", "report-type=feedback-report")]
    [InlineData("--4XyZ11abcc", "--no boundary")]
    public void What_is_no_report_says_nothing_and_breaks_nothing(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Reports.Bytes("postfix-failed")).Replace(part.Replace("{mail}", Reports.Mail, StringComparison.Ordinal), instead, StringComparison.Ordinal);
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var message = MimeMessage.Load(bytes, TestContext.Current.CancellationToken);

        Assert.Empty(DeliveryReports.Of(message));
    }

    [Fact]
    public void Half_a_report_or_one_with_bytes_changed_breaks_nothing()
    {
        var random = new Random(1);
        foreach (var sample in (string[])["postfix-failed", "exchange-online", "gmail", "subscriber-full"])
        {
            var whole = Reports.Bytes(sample);
            for (var i = 0; i < 500; i++)
            {
                var hurt = whole[..random.Next(1, whole.Length)];
                for (var n = 0; n < 5; n++)
                    hurt[random.Next(hurt.Length)] = (byte)random.Next(256);
                using var bytes = new MemoryStream(hurt);
                try
                {
                    using var message = MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
                    Assert.All(DeliveryReports.Of(message), report => Assert.DoesNotContain(report.Said, c => char.IsControl(c)));
                }
                catch (FormatException)
                {
                    // No mail at all; a server never hands such a thing out.
                }
            }
        }
    }
}
