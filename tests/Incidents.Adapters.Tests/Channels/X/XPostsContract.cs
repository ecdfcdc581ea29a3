using Incidents.Desk;
using Incidents.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.X;

/// <summary>What every channel to X does, whichever client it uses.</summary>
public abstract class XPostsContract : IAsyncLifetime
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    XServer server = null!;

    protected FakeTimeProvider Time { get; } = new(Noon);

    public async ValueTask InitializeAsync() => server = await XServer.StartedAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A channel named "x", with the fake's keys, one secret aside.</summary>
    protected abstract IChannel Open(Uri address, string accessTokenSecret, TimeSpan limit, string? page);

    [Fact]
    public async Task A_post_is_delivered_under_the_id_that_X_gives_it()
    {
        Assert.Equal(new Attempt.Delivered("1001"), await PostAsync("Checkout fails. Olá & “more” at https://status.contoso.example/"));
        Assert.Equal(["Checkout fails. Olá & “more” at https://status.contoso.example/"], server.Texts);
    }

    [Fact]
    public async Task A_text_that_X_has_already_is_adopted_under_its_id_so_that_later_posts_can_answer_it()
    {
        var channel = Open(server.Address, XServer.AccessTokenSecret, TimeSpan.FromSeconds(20), page: "https://status.contoso.example/incidents/i1");
        await PostAsync("Something else.");
        var first = await channel.AttemptAsync(Of(new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails & “more” <at> once")), CancellationToken.None);

        var again = await channel.AttemptAsync(Of(new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails & “more” <at> once")), CancellationToken.None);

        Assert.Equal((new Attempt.Delivered("1002"), first), (again, again));
        Assert.Equal(2, server.Texts.Count);
    }

    [Fact]
    public async Task A_text_that_X_has_already_counts_as_delivered_also_when_X_does_not_show_which_post_it_is()
    {
        await PostAsync("Checkout fails.");
        server.HidesPosts = true;

        Assert.Equal(new Attempt.Delivered("X had this text already."), await PostAsync("Checkout fails."));
        Assert.Single(server.Texts);
    }

    [Fact]
    public async Task The_first_post_stands_by_itself_and_the_next_ones_answer_it_with_the_incidents_page_below()
    {
        var channel = Open(server.Address, XServer.AccessTokenSecret, TimeSpan.FromSeconds(20), page: "https://status.contoso.example/incidents/i1");
        var first = Assert.IsType<Attempt.Delivered>(await channel.AttemptAsync(Of(new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails.")), CancellationToken.None)).Reference;
        var known = Fold.Apply(new Incident(), new EffectSettled(Noon, "i1/3/0", new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails."), DeliveryOutcome.Delivered, first));

        await channel.AttemptAsync(Of(new PostPublicly("x", 2, NoticeKind.Resolved, new string('a', 400))) with { Incident = known }, CancellationToken.None);

        Assert.Equal([null, first], server.AnswersTo);
        Assert.Equal("Checkout fails.\nhttps://status.contoso.example/incidents/i1#notice-1", server.Texts[0]);
        Assert.EndsWith("a…\nhttps://status.contoso.example/incidents/i1#notice-2", server.Texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_no_word_of_X()
    {
        server.Misbehaviour = Misbehaviour.Redirects;

        // Not every client can be kept from following it, without the signature; either way the post is tried again.
        Assert.IsType<Attempt.Deferred>(await PostAsync("Checkout fails."));
    }

    [Fact]
    public async Task Keys_that_X_does_not_know_are_tried_again_because_somebody_renews_them() =>
        Assert.Equal(new Attempt.Deferred("X does not know these keys (401). Renew them in the configuration; the post then goes out by itself."),
            await PostAsync("Checkout fails.", accessTokenSecret: "another"));

    [Fact]
    public async Task What_X_forbids_is_refused_with_its_reason()
    {
        server.Answer = context => XServer.ProblemAsync(context, 403, "Forbidden", "Your account is suspended.");

        Assert.Equal(new Attempt.Refused("X refused the post (403): Your account is suspended."), await PostAsync("Checkout fails."));
    }

    [Fact]
    public async Task Too_many_posts_wait_until_the_time_that_X_names()
    {
        server.Answer = context =>
        {
            context.Response.Headers["x-rate-limit-reset"] = $"{Noon.AddMinutes(7).ToUnixTimeSeconds()}";
            return XServer.ProblemAsync(context, 429, "Too Many Requests", "Too Many Requests");
        };

        Assert.Equal(new Attempt.Deferred("X takes no post now (429).", TimeSpan.FromMinutes(7)), await PostAsync("Checkout fails."));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_X_is_tried_again(int status)
    {
        server.Answer = context => XServer.ProblemAsync(context, status, "Service Unavailable", "Over capacity");

        Assert.Equal(new Attempt.Deferred($"X takes no post now ({status})."), await PostAsync("Checkout fails."));
    }

    [Fact]
    public async Task An_X_that_cannot_be_reached_is_tried_again()
    {
        await server.StopAsync();

        Assert.StartsWith("X cannot be reached: ", Assert.IsType<Attempt.Deferred>(await PostAsync("Checkout fails.")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_X_that_does_not_answer_is_tried_again()
    {
        server.Answer = context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);

        Assert.Equal(new Attempt.Deferred("X did not answer in time."), await PostAsync("Checkout fails.", limit: TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task An_attempt_that_is_cut_short_has_an_unknown_outcome()
    {
        using var stop = new CancellationTokenSource();
        server.Answer = async context =>
        {
            await stop.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PostAsync("Checkout fails.", ct: stop.Token));
    }

    [Theory]
    [InlineData(403, "Something in front of X answered 403 with a page.")]
    [InlineData(502, "X takes no post now (502).")]
    public async Task A_page_of_something_in_front_of_X_is_no_word_of_X(int status, string reason)
    {
        server.Answer = context => PageAsync(context, status);

        Assert.Equal(new Attempt.Deferred(reason), await PostAsync("Checkout fails."));
    }

    [Fact]
    public async Task A_page_in_place_of_the_id_is_posted_again_and_X_says_whether_it_has_it()
    {
        server.Answer = context => PageAsync(context, 200);

        Assert.Equal(new Attempt.Deferred("X answered without the post's id."), await PostAsync("Checkout fails."));
    }

    [Fact]
    public async Task Something_else_than_a_public_post_is_refused() =>
        Assert.Equal(new Attempt.Refused("This channel takes public posts; it cannot carry PushPerson."), await AttemptAsync(new PushPerson("ana", "Hello", "There", Urgent: true)));

    [Fact]
    public async Task After_an_unknown_outcome_it_may_be_posted_again() =>
        Assert.IsType<Attempt.Deferred>(await Open(server.Address, XServer.AccessTokenSecret, TimeSpan.FromSeconds(20), page: null).ReconcileAsync(Of(new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails.")), CancellationToken.None));

    static Task PageAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html><body>Is this a duplicate? Just a moment...</body></html>");
    }

    Task<Attempt> PostAsync(string text, string accessTokenSecret = XServer.AccessTokenSecret, TimeSpan? limit = null, CancellationToken ct = default) =>
        AttemptAsync(new PostPublicly("x", 1, NoticeKind.Investigating, text), accessTokenSecret, limit, ct);

    Task<Attempt> AttemptAsync(Effect effect, string accessTokenSecret = XServer.AccessTokenSecret, TimeSpan? limit = null, CancellationToken ct = default) =>
        Open(server.Address, accessTokenSecret, limit ?? TimeSpan.FromSeconds(20), page: null).AttemptAsync(Of(effect), ct);

    static Delivery Of(Effect effect) => new("i1/3/0", "i1", effect, new Incident());
}
