using Incidents.Adapters.Channels.Calling;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Channels.Web;
using Incidents.Adapters.Tests.Channels.Calling;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>The ways to wake somebody besides ntfy.</summary>
static class CallingCases
{
    static readonly HttpClient Http = ProviderClient.New();

    public static PushPerson Urgent => new("ana", "Please look", "Checkout fails", Urgent: true);

    public static ChannelCase Pushover()
    {
        var fake = new PushoverServer();
        return new(fake, ProviderTable.Pushover, Urgent, time => Pushover(fake, time), LetsUsKnow: false);
    }

    public static PushoverPush Pushover(PushoverServer fake, TimeProvider time, string user = PushoverServer.User) =>
        new PushoverPush(Http, new PushoverOptions(PushoverServer.Token, user) { Address = fake.Address, CancelAddress = fake.CancelAddress }, (_, _) => "https://incidents.contoso.example/a/1", time);

    public static ChannelCase PagerDuty()
    {
        var fake = new PagerDutyServer();
        return new(fake, ProviderTable.PagerDuty, Urgent, time => PagerDuty(fake, time), LetsUsKnow: true);
    }

    public static PagerDutyPush PagerDuty(PagerDutyServer fake, TimeProvider time, string key = PagerDutyServer.Key) =>
        new PagerDutyPush(Http, new PagerDutyOptions(key) { Address = fake.Address }, (_, _) => "https://incidents.contoso.example/a/1", time);

    public static ChannelCase Webhook()
    {
        var fake = new WebhookServer();
        return new(fake, ProviderTable.Webhook, Urgent, time => Webhook(fake, time), LetsUsKnow: true) { TakesAnySuccess = true };
    }

    public static IChannel Webhook(WebhookServer fake, TimeProvider time, string secret = WebhookServer.Secret) =>
        new WebhookPush(Http, new WebhookPushOptions(fake.Address, secret), (_, _) => "https://incidents.contoso.example/a/1", time);
}

public sealed class PushoverContractTests() : ChannelContract(CallingCases.Pushover());

public sealed class PagerDutyContractTests() : ChannelContract(CallingCases.PagerDuty());

public sealed class WebhookPushContractTests() : ChannelContract(CallingCases.Webhook());

public sealed class CallingTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_urgent_push_is_an_emergency_of_Pushover()
    {
        await using var fake = new PushoverServer();
        await fake.StartAsync();

        Assert.Equal(new Attempt.Delivered("rLqVuqTRh62UzxtmqiaLzQmVcPgiCy"), await CallingCases.Pushover(fake, TimeProvider.System).AttemptAsync(Mails.Of(CallingCases.Urgent), Ct));

        Assert.Equal(("2", "60", "900", "https://incidents.contoso.example/a/1"), (fake.Messages[0]["priority"], fake.Messages[0]["retry"], fake.Messages[0]["expire"], fake.Messages[0]["url"]));
        Assert.Equal(new Attempt.Delivered("r1"), await CallingCases.Pushover(fake, TimeProvider.System).AttemptAsync(Mails.Of(CallingCases.Urgent with { Urgent = false }), Ct));
        Assert.Equal("0", fake.Messages[1]["priority"]);
    }

    [Fact]
    public async Task What_a_provider_refuses_is_refused_with_its_reason()
    {
        await using var pushover = new PushoverServer();
        await pushover.StartAsync();
        await using var pagerDuty = new PagerDutyServer();
        await pagerDuty.StartAsync();
        await using var webhook = new WebhookServer();
        await webhook.StartAsync();

        Assert.Equal(new Attempt.Refused("Pushover refused it (400): user identifier is not a valid user, group, or subscribed user key"),
            await CallingCases.Pushover(pushover, TimeProvider.System, user: "nobody").AttemptAsync(Mails.Of(CallingCases.Urgent), Ct));
        Assert.Equal(new Attempt.Refused("PagerDuty refused it (400, invalid event)."), await CallingCases.PagerDuty(pagerDuty, TimeProvider.System, key: "another").AttemptAsync(Mails.Of(CallingCases.Urgent), Ct));
        Assert.Equal(new Attempt.Refused("The webhook refused it (401)."),
            await CallingCases.Webhook(webhook, TimeProvider.System, secret: $"whsec_{Convert.ToBase64String(new byte[24])}").AttemptAsync(Mails.Of(CallingCases.Urgent), Ct));
    }

    [Fact]
    public async Task Two_pushes_about_one_incident_are_one_alert_of_PagerDuty()
    {
        await using var fake = new PagerDutyServer();
        await fake.StartAsync();
        var channel = CallingCases.PagerDuty(fake, TimeProvider.System);

        await channel.AttemptAsync(Mails.Of(CallingCases.Urgent), Ct);
        await channel.AttemptAsync(Mails.Of(CallingCases.Urgent, "i1/9/0"), Ct);

        var alert = Assert.Single(fake.Alerts);
        Assert.Equal(("incident-i1", "critical"), (alert.Key, alert.Value.GetProperty("payload").GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task A_webhook_is_signed_and_an_attempt_again_has_the_same_id()
    {
        await using var fake = new WebhookServer();
        await fake.StartAsync();

        await CallingCases.Webhook(fake, TimeProvider.System).AttemptAsync(Mails.Of(CallingCases.Urgent), Ct);
        await CallingCases.Webhook(fake, TimeProvider.System).AttemptAsync(Mails.Of(CallingCases.Urgent), Ct);

        var (id, taken) = Assert.Single(fake.Events);
        Assert.Equal(("i1/3/0", "person.called", "ana"), (id, taken.GetProperty("type").GetString(), taken.GetProperty("data").GetProperty("person").GetString()));
    }

    [Fact]
    public void The_signature_is_that_of_the_standards_own_example()
    {
        using var request = new HttpRequestMessage();

        WebhookSignature.Sign(request, "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1_614_265_330), "{\"test\": 2432232314}"u8, WebhookServer.Secret);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", request.Headers.GetValues("webhook-signature").Single());
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_***", false)]
    public void A_secret_is_known_by_its_prefix_and_length(string secret, bool isOne) => Assert.Equal(isOne, WebhookSignature.IsSecret(secret));
}
