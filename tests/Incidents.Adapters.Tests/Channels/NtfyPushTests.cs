using Incidents.Adapters.Channels;
using Incidents.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels;

public sealed class NtfyPushTests : IAsyncLifetime
{
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    NtfyServer server = null!;

    public async ValueTask InitializeAsync() => server = await NtfyServer.StartedAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task An_urgent_push_breaks_through_the_night_and_opens_the_page()
    {
        var attempt = await PushAsync(new PushPerson("ana", "Please look at this", "Checkout fails", Urgent: true, "q1"), token: "tk_1");

        Assert.Equal(new Attempt.Delivered("xE73Iyuabi"), attempt);
        Assert.Equal("""{"topic":"topic-of-ana","title":"Please look at this","message":"Checkout fails","priority":5,"click":"https://incidents.contoso.example/a/q1"}""",
            server.Messages.Single().GetRawText());
        Assert.Equal("Bearer tk_1", server.Authorization);
    }

    [Fact]
    public async Task A_push_that_is_not_urgent_and_asks_nothing_has_the_usual_priority_and_no_link()
    {
        await PushAsync(new PushPerson("ana", "Over", "All is well", Urgent: false));

        Assert.Equal(3, server.Messages.Single().GetProperty("priority").GetInt32());
        Assert.False(server.Messages.Single().TryGetProperty("click", out _));
        Assert.Equal("", server.Authorization ?? "");
    }

    [Fact]
    public async Task A_long_text_stays_a_message()
    {
        await PushAsync(new PushPerson("ana", "Hello", new string('é', 5_000), Urgent: true));

        Assert.Equal(1_000, server.Messages.Single().GetProperty("message").GetString()!.Length);
    }

    [Fact]
    public async Task Somebody_without_a_topic_is_refused() =>
        Assert.Equal(new Attempt.Refused("rui has no push topic."), await PushAsync(new PushPerson("rui", "Hello", "There", Urgent: true)));

    [Fact]
    public async Task Too_many_requests_are_deferred_for_the_seconds_that_the_server_names()
    {
        server.Answer = context =>
        {
            context.Response.Headers.RetryAfter = "17";
            return Status(context, 429);
        };

        Assert.Equal(new Attempt.Deferred("The push server answered 429.", TimeSpan.FromSeconds(17)), await PushAsync(Any));
    }

    [Fact]
    public async Task Too_many_requests_are_deferred_until_the_date_that_the_server_names()
    {
        server.Answer = context =>
        {
            context.Response.Headers.RetryAfter = Mails.Noon.AddMinutes(2).ToString("R");
            return Status(context, 429);
        };

        Assert.Equal(new Attempt.Deferred("The push server answered 429.", TimeSpan.FromMinutes(2)), await PushAsync(Any));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_server_in_trouble_is_tried_again_later(int status)
    {
        server.Answer = context => Status(context, status);

        Assert.Equal(new Attempt.Deferred($"The push server answered {status}."), await PushAsync(Any));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Any_other_answer_is_final(int status)
    {
        server.Answer = context => Status(context, status);

        Assert.Equal(new Attempt.Refused($"The push server answered {status}."), await PushAsync(Any));
    }

    [Fact]
    public async Task A_server_that_hangs_is_tried_again_later()
    {
        server.Answer = async context =>
        {
            var gone = new TaskCompletionSource();
            await using var left = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        };

        var attempt = await PushAsync(Any, timeout: TimeSpan.FromSeconds(1));

        Assert.Equal(new Attempt.Deferred("The push server did not answer within 1 second."), attempt);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_tried_again_later()
    {
        var address = server.Address;
        await server.StopAsync();

        Assert.IsType<Attempt.Deferred>(await PushAsync(Any, address: address));
    }

    [Fact]
    public async Task An_answer_without_an_id_is_not_ntfys_so_it_is_pushed_again()
    {
        server.Answer = context => context.Response.WriteAsync("<html>");

        Assert.Equal(new Attempt.Deferred("The push server answered without the push's id."), await PushAsync(Any));
    }

    static PushPerson Any => new("ana", "Hello", "There", Urgent: true);

    Task<Attempt> PushAsync(PushPerson push, string? token = null, TimeSpan? timeout = null, Uri? address = null) =>
        new NtfyPush(http, new NtfyOptions(address ?? server.Address, token) { Timeout = timeout ?? TimeSpan.FromSeconds(20) },
            person => person == "ana" ? "topic-of-ana" : null,
            (_, p) => p.RequestId is { } id ? $"https://incidents.contoso.example/a/{id}" : null,
            new FakeTimeProvider(Mails.Noon)).AttemptAsync(Mails.Of(push), TestContext.Current.CancellationToken);

    static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
