using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Graph;
using Incidents.Desk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Graph;

public sealed class GraphMeetingsTests : IAsyncLifetime
{
    static readonly GraphOptions Options = new(GraphServer.Organiser);

    readonly FakeTimeProvider time = new(Mails.Noon);
    GraphServer server = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await GraphServer.StartedAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_incident_has_one_meeting_however_often_it_is_asked_for()
    {
        var first = await OpenAsync("i1");

        Assert.Equal(new Attempt.Delivered("https://teams.example/l/meetup-join/0"), first);
        Assert.Equal(first, await OpenAsync("i1"));
        Assert.Equal(new Attempt.Delivered("https://teams.example/l/meetup-join/1"), await OpenAsync("i2"));
        Assert.Equal(["incident-i1", "incident-i2"], server.Meetings.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("[Checkout] It fails", (string?)server.Meetings["incident-i1"]["subject"]);
    }

    [Fact]
    public async Task A_meeting_whose_answer_was_lost_is_found_again()
    {
        server.AfterTheDeed = 502;
        Assert.IsType<Attempt.Deferred>(await OpenAsync("i1"));

        server.AfterTheDeed = null;
        Assert.Equal(new Attempt.Delivered("https://teams.example/l/meetup-join/0"), await OpenAsync("i1"));
        Assert.Single(server.Meetings);
    }

    [Fact]
    public async Task Too_many_requests_are_deferred_for_the_seconds_that_Graph_names_and_not_tried_again_inside()
    {
        Answer(429, "TooManyRequests", retryAfter: "17");

        Assert.Equal(new Attempt.Deferred("Microsoft Graph answered 429 (TooManyRequests).", TimeSpan.FromSeconds(17)), await OpenAsync("i1"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_Retry_After_that_names_a_date_is_counted_from_now()
    {
        Answer(503, "serviceNotAvailable", retryAfter: Mails.Noon.AddSeconds(40).ToString("R"));

        Assert.Equal(new Attempt.Deferred("Microsoft Graph answered 503 (serviceNotAvailable).", TimeSpan.FromSeconds(40)), await OpenAsync("i1"));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_missing_permission_is_refused_with_a_word_what_to_do()
    {
        Answer(403, "Forbidden");

        Assert.Equal(new Attempt.Refused("Microsoft Graph answered 403 (Forbidden). Its permissions for the organiser are missing, or were given less than half an hour ago."), await OpenAsync("i1"));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_deferred_when_the_time_is_over()
    {
        var asked = Hang();

        var attempt = OpenAsync("i1");
        await asked.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        time.Advance(Options.Timeout);

        Assert.Equal(new Attempt.Deferred("Microsoft Graph did not answer within 10 seconds."), await attempt.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_deferred()
    {
        var meetings = new GraphMeetings(server.Client, Options, time);
        await server.DisposeAsync();
        server = await GraphServer.StartedAsync();

        Assert.IsType<Attempt.Deferred>(await meetings.AttemptAsync(Mails.Of(new OpenCall("Checkout")), Stop));
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused()
    {
        server.AnswerSome = async context =>
        {
            await context.Response.WriteAsJsonAsync(new { id = "MSo1", joinWebUrl = "javascript:alert(1)" }, Stop);
            return true;
        };

        Assert.Equal(new Attempt.Refused("Microsoft Graph opened a meeting without an address to join."), await OpenAsync("i1"));
    }

    [Fact]
    public async Task Another_effect_is_refused() =>
        Assert.IsType<Attempt.Refused>(await new GraphMeetings(server.Client, Options, time).AttemptAsync(Mails.Of(new EraseContacts()), Stop));

    [Fact]
    public async Task When_Graph_refuses_the_call_is_a_link_and_says_why()
    {
        Answer(403, "Forbidden");

        var opened = Assert.IsType<Attempt.Delivered>(await WithLink().AttemptAsync(Mails.Of(new OpenCall("Checkout")), Stop));

        var (address, note) = OpenCall.Read(opened.Reference);
        Assert.StartsWith("https://meet.example/incident-", address, StringComparison.Ordinal);
        Assert.StartsWith("This is the link that needs no account: the usual meeting could not be opened. Microsoft Graph answered 403", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_Graph_hangs_the_call_is_a_link_and_says_why()
    {
        var asked = Hang();

        var attempt = WithLink().AttemptAsync(Mails.Of(new OpenCall("Checkout")), Stop);
        await asked.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        time.Advance(Options.Timeout);

        var opened = Assert.IsType<Attempt.Delivered>(await attempt.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.EndsWith("Microsoft Graph did not answer within 10 seconds.", opened.Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_Graph_answers_the_call_is_its_meeting() =>
        Assert.Equal(new Attempt.Delivered("https://teams.example/l/meetup-join/0"), await WithLink().AttemptAsync(Mails.Of(new OpenCall("Checkout")), Stop));

    CallOrLink WithLink() => new(new GraphMeetings(server.Client, Options, time), new CallLink(new Uri("https://meet.example/"), new byte[16]));

    Task<Attempt> OpenAsync(string incident) => new GraphMeetings(server.Client, Options, time).AttemptAsync(Mails.Of(new OpenCall("[Checkout]\nIt fails"), incident: incident), Stop);

    void Answer(int status, string code, string? retryAfter = null) => server.AnswerSome = async context =>
    {
        context.Response.Headers.RetryAfter = retryAfter;
        await GraphServer.Error(context, status, code);
        return true;
    };

    // The task ends when the request is there.
    Task Hang()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.AnswerSome = async context =>
        {
            asked.TrySetResult();
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return true;
        };
        return asked.Task;
    }
}
