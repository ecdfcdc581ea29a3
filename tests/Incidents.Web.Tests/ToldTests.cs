using System.Net;
using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>Who was told what, as a page and for tools.</summary>
public class ToldTests
{
    const string Incident = "i1";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_announcement_and_channel_says_where_it_stands_with_times_attempts_and_next_try()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var post = await LedgerAsync(site, LedgerState.Deferred, attempts: 3, until: site.Time.GetUtcNow().AddMinutes(4), "Slack answered 503.");

        var page = await site.GetAsync($"/incidents/{Incident}/told", "mia");
        var book = JsonDocument.Parse((await site.GetAsync($"/api/incidents/{Incident}/told", "mia")).Text).RootElement;

        Assert.Contains("Investigating, to the company", page.Text, StringComparison.Ordinal);
        Assert.Contains("Tried 3 times since", page.Text, StringComparison.Ordinal);
        Assert.Contains("Slack answered 503.", page.Text, StringComparison.Ordinal);
        var delivery = book.GetProperty("announcements")[0].GetProperty("deliveries")[0];
        Assert.Equal((post, "chat", "Waiting", 3), (delivery.GetProperty("effectId").GetString(), delivery.GetProperty("who").GetString(), delivery.GetProperty("state").GetString(), delivery.GetProperty("attempts").GetInt32()));
        Assert.Equal(site.Time.GetUtcNow().AddMinutes(4), delivery.GetProperty("nextAt").GetDateTimeOffset());
        Assert.True(book.GetProperty("others").GetArrayLength() > 0);
    }

    [Theory]
    [InlineData(LedgerState.Attempting, "", "Attempting", "being sent")]
    [InlineData(LedgerState.Attempting, "The connection broke off.", "Unknown", "not known")]
    [InlineData(LedgerState.Uncertain, "Nobody can tell.", "Unknown", "not known")]
    [InlineData(LedgerState.Delivered, "1700.1", "Delivered", "delivered")]
    [InlineData(LedgerState.GivenUp, "Tried 200 times.", "GivenUp", "given up")]
    [InlineData(LedgerState.Dropped, "It came back.", "NotNeeded", "not needed")]
    public async Task The_states_have_words(LedgerState state, string detail, string expected, string word)
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        await LedgerAsync(site, state, attempts: 1, state == LedgerState.Attempting ? site.Time.GetUtcNow().AddMinutes(1) : null, detail);

        var delivery = JsonDocument.Parse((await site.GetAsync($"/api/incidents/{Incident}/told", "mia")).Text).RootElement.GetProperty("announcements")[0].GetProperty("deliveries")[0];

        Assert.Equal(expected, delivery.GetProperty("state").GetString());
        Assert.Contains($">{word}</span>", (await site.GetAsync($"/incidents/{Incident}/told", "mia")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_is_sent_again_once_however_often_the_button_is_pressed_and_the_page_comes_back()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var post = await LedgerAsync(site, LedgerState.GivenUp, attempts: 1, until: null, "No such channel.", refused: true);
        Assert.Contains(">refused</span>", (await site.GetAsync($"/incidents/{Incident}/told", "mia")).Text, StringComparison.Ordinal);

        for (var press = 0; press < 2; press++)
        {
            var answer = await PressAsync(site, $"/incidents/{Incident}/signals/send-again", "mia", ("effectId", post), ("_key", "one-form"), ("_back", "told"));
            Assert.Equal((HttpStatusCode.SeeOther, $"/incidents/{Incident}/told"), (answer.Status, answer.Location));
        }

        // Another page, opened before the first press: it is already so.
        Assert.Equal(HttpStatusCode.SeeOther, (await PressAsync(site, $"/incidents/{Incident}/signals/send-again", "ana", ("effectId", post), ("_key", "another"))).Status);
        Assert.Single(await site.Log.ReadAsync(Incident, 1, Ct), e => e.Event is EffectRepeated);
        var page = await site.GetAsync($"/incidents/{Incident}/told", "mia");
        Assert.Contains(">sent again</span>", page.Text, StringComparison.Ordinal);
        Assert.Contains(">planned</span>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_says_who_and_why_and_is_refused_without_a_word()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var post = await LedgerAsync(site, LedgerState.Deferred, attempts: 3, until: site.Time.GetUtcNow().AddMinutes(4), "Slack answered 503.");

        Assert.Equal(HttpStatusCode.Conflict, (await PressAsync(site, $"/incidents/{Incident}/signals/mark-delivered", "mia", ("effectId", post), ("note", " "))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await PressAsync(site, $"/incidents/{Incident}/signals/mark-delivered", "mia", ("effectId", post), ("note", "Told at the stand-up"), ("_back", "told"))).Status);

        var page = (await site.GetAsync($"/incidents/{Incident}/told", "mia")).Text;
        Assert.Contains(">marked as done</span>", page, StringComparison.Ordinal);
        Assert.Contains("Mia Berg: Told at the stand-up", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owed_end_is_an_open_item_on_both_pages_until_it_is_marked()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        await LedgerAsync(site, LedgerState.Delivered, attempts: 1, until: null, "1700.1");
        await ResolveAsync(site);

        Assert.Contains("Not told that it ended", (await site.GetAsync($"/incidents/{Incident}", "mia")).Text, StringComparison.Ordinal);
        Assert.Contains("name=\"who\" value=\"chat\"", (await site.GetAsync($"/incidents/{Incident}/told", "mia")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await PressAsync(site, $"/incidents/{Incident}/signals/mark-told", "mia", ("who", "chat"), ("reason", "At the stand-up"), ("_back", "told"))).Status);

        Assert.DoesNotContain("Not told that it ended", (await site.GetAsync($"/incidents/{Incident}", "mia")).Text, StringComparison.Ordinal);
        Assert.Contains("Everyone who was told that it began has been told that it ended.", (await site.GetAsync($"/incidents/{Incident}/told", "mia")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_it_without_a_session_nor_in_the_breach_lane_from_outside()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync($"/api/incidents/{Incident}/told")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync($"/incidents/{Incident}/told")).Status);

        await site.TellAsync(Incident, new SuspectBreach(site.Time.GetUtcNow(), "ana", "A dump"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/api/incidents/{Incident}/told", "guest")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/incidents/{Incident}/told", "guest")).Status);
    }

    // The ledger's word on the first post to the company, and the plan is told of it.
    static async Task<string> LedgerAsync(Site site, LedgerState state, int attempts, DateTimeOffset? until, string detail, bool refused = false)
    {
        var stored = (await site.Log.ReadAsync(Incident, 1, Ct)).First(e => e.Effects.Any(effect => effect is PostInternally));
        var id = EffectId.Of(Incident, stored.Sequence, stored.Effects.ToList().FindIndex(effect => effect is PostInternally));
        var now = site.Time.GetUtcNow();
        await site.Log.WriteLedgerAsync(new LedgerEntry(id, Incident, 1, state, attempts, now, until, detail, now.AddMinutes(-5), refused), 0, Ct);
        await site.Desk.AdvanceAsync(Incident, Ct);
        return id;
    }

    static async Task<(HttpStatusCode Status, string? Location)> PressAsync(Site site, string path, string person, params (string Name, string Value)[] form)
    {
        using var response = await site.SendAsync(HttpMethod.Post, path, person, Site.Form(form));
        return (response.StatusCode, response.Headers.Location?.OriginalString);
    }

    static async Task ResolveAsync(Site site)
    {
        await site.TellAsync(Incident, new AcceptCommand(site.Time.GetUtcNow(), "mia"));
        await site.TellAsync(Incident, new DeclareResolved(site.Time.GetUtcNow(), "mia", "Fine"));
        while ((await site.Desk.LookAsync(Incident, Ct))!.Requests.FirstOrDefault(r => r.Open && r.Request.Kind == RequestKind.ApproveInternal) is { Request: var r })
        {
            await site.TellAsync(Incident, new AnswerRequest(site.Time.GetUtcNow(), r.Approvers[0], r.Id, r.TextHash, "approve", null));
        }
    }
}
