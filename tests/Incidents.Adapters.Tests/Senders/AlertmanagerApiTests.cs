using System.Text;
using Incidents.Adapters.Senders;
using Incidents.Desk;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Adapters.Tests.Senders;

/// <summary>How an Alertmanager is asked, and what is made of every way in which it does not answer.</summary>
public sealed class AlertmanagerApiTests : IAsyncLifetime
{
    readonly AlertmanagerServer server = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "token", "Bearer token")]
    [InlineData("prom", "pass:word", "Basic cHJvbTpwYXNzOndvcmQ=")]
    public async Task It_asks_for_what_fires_of_one_receiver_and_shows_who_asks(string? user, string? secret, string? shown)
    {
        var answer = await AskAsync(new AlertmanagerAddress(new Uri(server.Root, "/am/"), "team.pay+night", user, secret));

        Assert.Equal(("[]", null), (Encoding.UTF8.GetString(answer.Body!.Value.Span), answer.Problem));
        Assert.Equal(("/am/api/v2/alerts", shown), (server.Path, server.Authorization));
        Assert.Equal(["active=true", "silenced=false", "inhibited=false", "unprocessed=false", @"receiver=team\.pay\+night"], server.Query);
    }

    [Theory]
    [InlineData(Misbehaviour.Fails, "answered 500.")]
    [InlineData(Misbehaviour.IsDownForSeconds, "answered 503.")]
    [InlineData(Misbehaviour.Redirects, "answered 302.")]
    [InlineData(Misbehaviour.AnswersWithAPage, "something else than JSON")]
    [InlineData(Misbehaviour.Resets, "cannot be reached")]
    public async Task What_it_answers_instead_is_said(Misbehaviour misbehaviour, string said)
    {
        server.Misbehaviour = misbehaviour;

        var answer = await AskAsync(Here);

        Assert.Null(answer.Body);
        Assert.Contains(said, answer.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_there_is_said_to_be_so()
    {
        await server.StopAsync();

        Assert.Contains("cannot be reached", (await AskAsync(Here)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_cut_off()
    {
        server.Answer = async context =>
        {
            context.Response.ContentType = "application/json";
            var spaces = new byte[1024 * 1024];
            Array.Fill(spaces, (byte)' ');
            for (var mebibyte = 0; mebibyte < 40; mebibyte++)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            }
        };

        Assert.Contains("more than 32 MiB", (await AskAsync(Here)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifteen_seconds_are_enough_to_answer()
    {
        // What HttpClient does when its own time is up.
        using var late = new LateHandler();
        using var api = new AlertmanagerApi(new Dictionary<string, AlertmanagerAddress> { ["prod"] = Here }, late);

        Assert.Contains("did not answer within 15 seconds", (await api.AskAsync("prod", Ct)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_of_the_host_ends_it()
    {
        server.Misbehaviour = Misbehaviour.Hangs;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        using var api = new AlertmanagerApi(new Dictionary<string, AlertmanagerAddress> { ["prod"] = Here });
        var asked = api.AskAsync("prod", stop.Token);
        await server.Stuck.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    AlertmanagerAddress Here => new(server.Root, "incidents", null, "sesame");

    static async Task<Shown> AskAsync(AlertmanagerAddress address)
    {
        using var api = new AlertmanagerApi(new Dictionary<string, AlertmanagerAddress> { ["prod"] = address });
        return await api.AskAsync("prod", Ct);
    }

    sealed class LateHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout.", new TimeoutException());
    }

    sealed class AlertmanagerServer : ProviderFake
    {
        public override int Taken => Requests.Count;

        public string? Path { get; private set; }

        public string? Authorization { get; private set; }

        public string[] Query { get; private set; } = [];

        protected override void Map(WebApplication app) => app.MapGet("{**path}", (HttpContext context) =>
        {
            Path = context.Request.Path;
            Authorization = context.Request.Headers.Authorization.ToString() is { Length: > 0 } shown ? shown : null;
            Query = [.. Uri.UnescapeDataString(context.Request.QueryString.Value![1..]).Split('&')];
            return Results.Text("[]", "application/json");
        });
    }
}
