using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Incidents.Adapters.Channels.Subscribers;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;
using Incidents.Desk.Subscribers;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Subscribers;

/// <summary>Against a real web server.</summary>
public class SubscriberWebhookTests
{
    const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"incident":{}}""");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_arrives_signed_under_the_same_id_at_every_attempt()
    {
        await using var endpoint = await Endpoint.OpenAsync();
        var hook = Hook(privateToo: true);

        Assert.IsType<Attempt.Delivered>(await hook.PostAsync(endpoint.Root, "a/1", Body, Secret, null, Stop));
        Assert.IsType<Attempt.Delivered>(await hook.PostAsync(endpoint.Root, "a/1", Body, Secret, null, Stop));
        await hook.PostAsync(endpoint.Root, "a/2", Body, Secret, null, Stop);

        var ids = endpoint.Heard.Select(one => one.Id).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.All(endpoint.Heard, one => Assert.Equal(Expected(one.Id, one.Timestamp, one.Body), one.Signature));
    }

    [Theory]
    [InlineData(true, ISubscriberPost.Echoed)]
    [InlineData(false, "200")]
    public async Task A_challenge_that_comes_back_is_noticed(bool echoes, string reference)
    {
        await using var endpoint = await Endpoint.OpenAsync();
        endpoint.Answer = context => context.Response.WriteAsync(echoes ? """{"challenge":"abc123"}""" : "OK", Stop);

        Assert.Equal(reference, Assert.IsType<Attempt.Delivered>(await Hook(privateToo: true).PostAsync(endpoint.Root, "a", Body, Secret, "abc123", Stop)).Reference);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var endpoint = await Endpoint.OpenAsync();
        endpoint.Answer = async context =>
        {
            var piece = new byte[64 * 1024];
            for (var n = 0; n < 10_000 && !context.RequestAborted.IsCancellationRequested; n++)
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        };

        Assert.IsType<Attempt.Delivered>(await Hook(privateToo: true).PostAsync(endpoint.Root, "a", Body, Secret, "abc123", Stop));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_410_ends_it()
    {
        await using var endpoint = await Endpoint.OpenAsync();
        endpoint.Misbehaviour = Misbehaviour.Redirects;
        Assert.IsType<Attempt.Deferred>(await Hook(privateToo: true).PostAsync(endpoint.Root, "a", Body, Secret, null, Stop));
        Assert.Single(endpoint.Requests);

        endpoint.Answer = context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        Assert.True(Assert.IsType<Attempt.Refused>(await Hook(privateToo: true).PostAsync(endpoint.Root, "a", Body, Secret, null, Stop)).OfAddress);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    public async Task Nothing_inside_the_house_is_posted_to(string host)
    {
        await using var endpoint = await Endpoint.OpenAsync();

        var attempt = await Hook(privateToo: false).PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{endpoint.Root.Port}/")), "a", Body, Secret, null, Stop);

        Assert.IsType<Attempt.Refused>(attempt);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_after_the_check_gains_nothing()
    {
        await using var endpoint = await Endpoint.OpenAsync();
        var looked = 0;
        // The first answer is public and takes no connection; the second would lead into the house.
        var only = new PublicOnly(privateToo: false, (_, _) => Task.FromResult<IPAddress[]>(Interlocked.Increment(ref looked) == 1 ? [IPAddress.Parse("1.1.1.1"), IPAddress.Loopback] : [IPAddress.Loopback]));
        using var http = only.New();
        var hook = new SubscriberWebhook(http, new FakeTimeProvider(Mails.Noon));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://rebinding.example:{endpoint.Root.Port}/"));

        Assert.IsType<Attempt.Refused>(await hook.PostAsync(address, "a", Body, Secret, null, Stop));
        Assert.IsType<Attempt.Refused>(await hook.PostAsync(address, "a", Body, Secret, null, Stop));

        Assert.Equal(2, looked);
        Assert.Empty(endpoint.Requests);
    }

    static SubscriberWebhook Hook(bool privateToo) => new(new PublicOnly(privateToo).New(), new FakeTimeProvider(Mails.Noon));

    // standardwebhooks.com, computed anew.
    static string Expected(string id, string timestamp, byte[] body) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]))}";

    sealed class Endpoint : ProviderFake
    {
        public ConcurrentQueue<(string Id, string Timestamp, string Signature, byte[] Body)> Heard { get; } = [];

        public override int Taken => Heard.Count;

        public static async Task<Endpoint> OpenAsync()
        {
            var endpoint = new Endpoint();
            await endpoint.StartAsync();
            return endpoint;
        }

        protected override void Map(WebApplication app) => app.MapPost("/", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers;
            Heard.Enqueue((headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body.ToArray()));
        });
    }
}
