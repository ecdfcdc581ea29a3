using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Incidents.Web.Alerts;

namespace Incidents.Web.Tests;

/// <summary>Amazon SNS: who signs, whose certificate, which topic, and what is visited for it.</summary>
public class SnsTests
{
    const string Certificate = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem";
    const string Confirmation = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task A_notification_that_amazon_signed_is_taken_and_its_certificate_is_fetched_once(string version)
    {
        await using var site = await Site.StartAsync();
        var message = Notification(site, version);

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, site.Amazon.Sign(message)));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(site, site.Amazon.Sign(message)));

        Assert.Equal([Certificate], site.Amazon.Asked);
    }

    [Theory]
    [InlineData("Message", "{}")]
    [InlineData("MessageId", "another")]
    [InlineData("Subject", "another")]
    [InlineData("Signature", "AAAA")]
    [InlineData("Signature", "no base64")]
    [InlineData("SignatureVersion", "3")]
    [InlineData("Type", "SubscriptionConfirmation")]
    public async Task A_notification_that_was_changed_is_refused(string member, string value)
    {
        await using var site = await Site.StartAsync();
        var message = site.Amazon.Sign(Notification(site, "2"));
        message[member] = value;

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, message));
    }

    [Theory]
    [InlineData("TopicArn", "arn:aws:sns:eu-west-1:111122223333:another")]
    [InlineData("SigningCertURL", "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem")]
    [InlineData("SigningCertURL", "https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0a1b2c.pem")]
    [InlineData("SigningCertURL", "https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0a1b2c.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a1b2c.pem")]
    [InlineData("SigningCertURL", "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0a1b2c.pem")]
    [InlineData("SigningCertURL", "https://sns.eu-west-1.amazonaws.com/uploads/SimpleNotificationService-0a1b2c.pem")]
    [InlineData("SigningCertURL", "https://169.254.169.254/SimpleNotificationService-0a1b2c.pem")]
    public async Task For_another_topic_or_another_host_nothing_is_fetched(string member, string value)
    {
        await using var site = await Site.StartAsync();
        var message = Notification(site, "2");
        message[member] = value;

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, site.Amazon.Sign(message)));
        Assert.Empty(site.Amazon.Asked);
    }

    [Theory]
    [InlineData(Confirmation, HttpStatusCode.Accepted, true)]
    [InlineData("https://evil.example/?Action=ConfirmSubscription&Token=t", HttpStatusCode.Unauthorized, false)]
    [InlineData("http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t", HttpStatusCode.Unauthorized, false)]
    public async Task A_subscription_is_confirmed_at_amazon_alone(string address, HttpStatusCode expected, bool visited)
    {
        await using var site = await Site.StartAsync();

        Assert.Equal(expected, await PostAsync(site, site.Amazon.Sign(Subscription(site, address))));
        Assert.Equal(visited, site.Amazon.Asked.Contains(address));
        Assert.Empty(await site.Log.WaitingInputsAsync(10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_confirmation_that_nobody_signed_visits_nothing()
    {
        await using var site = await Site.StartAsync();
        var message = Subscription(site, Confirmation);
        message["Signature"] = Convert.ToBase64String(new byte[256]);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, message));
        Assert.DoesNotContain(Confirmation, site.Amazon.Asked);
    }

    [Fact]
    public async Task While_amazon_does_not_answer_it_is_asked_to_send_again()
    {
        await using var site = await Site.StartAsync();
        site.Amazon.IsDown = true;
        using var answer = await SendAsync(site, site.Amazon.Sign(Notification(site, "2")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"Type\":1}")]
    [InlineData("{\"Type\":\"Notification\",\"Type\":\"Notification\"}")]
    [InlineData("{\"Type\":\"\\ud800\"}")]
    public async Task A_body_that_is_no_message_is_refused(string body)
    {
        await using var site = await Site.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Post, "/api/alerts/amazon", null, new StringContent(body, Encoding.UTF8, "text/plain"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_certificate_that_is_over_signs_nothing()
    {
        await using var site = await Site.StartAsync();
        site.Time.Advance(TimeSpan.FromDays(800));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(site, site.Amazon.Sign(Notification(site, "2"))));
    }

    static Dictionary<string, string> Notification(Site site, string version) => Message(site, "Notification", version, ("Subject", "ALARM"), ("Message", """{"AlarmName":"a","NewStateValue":"INSUFFICIENT_DATA"}"""));

    static Dictionary<string, string> Subscription(Site site, string address) => Message(site, "SubscriptionConfirmation", "2", ("Message", "You have chosen to subscribe"), ("Token", "t"), ("SubscribeURL", address));

    static Dictionary<string, string> Message(Site site, string type, string version, params (string Name, string Value)[] more)
    {
        var message = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Type"] = type,
            ["MessageId"] = "3d1f0a52",
            ["TopicArn"] = Site.Topic,
            ["Timestamp"] = site.Time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["SignatureVersion"] = version,
            ["SigningCertURL"] = Certificate,
        };
        foreach (var (name, value) in more)
        {
            message[name] = value;
        }

        return message;
    }

    static async Task<HttpStatusCode> PostAsync(Site site, Dictionary<string, string> message)
    {
        using var answer = await SendAsync(site, message);
        return answer.StatusCode;
    }

    static Task<HttpResponseMessage> SendAsync(Site site, Dictionary<string, string> message) =>
        site.SendAsync(HttpMethod.Post, "/api/alerts/amazon", null, new StringContent(JsonSerializer.Serialize(message), Encoding.UTF8, "text/plain"));
}

/// <summary>Stands for Amazon SNS: signs as it does, and notes what it is asked for.</summary>
sealed class AmazonDouble : ISnsEndpoint, IDisposable
{
    readonly RSA key = RSA.Create(2048);

    public bool IsDown { get; set; }

    public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

    public Dictionary<string, string> Sign(Dictionary<string, string> message)
    {
        var signed = string.Concat(message.Where(m => m.Key is "Message" or "MessageId" or "Subject" or "SubscribeURL" or "Timestamp" or "Token" or "TopicArn" or "Type")
            .OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}\n{m.Value}\n"));
        message["Signature"] = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(signed), message["SignatureVersion"] == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return message;
    }

    public Task<string> CertificateAsync(Uri address, CancellationToken ct)
    {
        Asked.Enqueue(address.AbsoluteUri);
        if (IsDown)
        {
            throw new HttpRequestException("Down.");
        }

        using var certificate = new CertificateRequest("CN=sns.amazonaws.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Company.Monday.AddDays(-1), Company.Monday.AddDays(365));
        return Task.FromResult(certificate.ExportCertificatePem());
    }

    public Task ConfirmAsync(Uri address, CancellationToken ct)
    {
        Asked.Enqueue(address.AbsoluteUri);
        return Task.CompletedTask;
    }

    public void Dispose() => key.Dispose();
}
