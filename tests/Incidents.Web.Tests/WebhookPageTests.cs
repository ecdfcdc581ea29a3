using System.Net;
using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>How webhooks fare, as a page and for tools.</summary>
public class WebhookPageTests
{
    static readonly WebhookTry Lost = new("evt_i1_1", "plan.opened", 1, 0, LedgerState.GivenUp, Company.Monday, 12, "Answered 500.");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_and_the_api_show_what_was_delivered_what_fails_and_what_was_given_up()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        Assert.Contains("not used yet", (await site.GetAsync("/webhooks", "mia")).Text, StringComparison.Ordinal);
        await CursorAsync(site, new WebhookCursor(1, 0)
        {
            GivenUp = [Lost],
            Failing = Lost with { Id = "evt_i1_2", State = LedgerState.Deferred, Attempts = 3, Detail = "Answered 503." },
            NextAt = Company.Monday.AddMinutes(5),
            Recent = [Lost with { Id = "pub_i1_9", Type = "public.incident-changed", State = LedgerState.Delivered, Detail = "Answered 204." }],
        });

        var page = (await site.GetAsync("/webhooks", "mia")).Text;
        Assert.Contains("hub.contoso.example is told what the public sees and every event of the plan.", page, StringComparison.Ordinal);
        Assert.Contains("Answered 503.", page, StringComparison.Ordinal);
        Assert.Contains("Next attempt 2026-03-02 10:05", page, StringComparison.Ordinal);
        Assert.Contains("public.incident-changed", page, StringComparison.Ordinal);
        var book = JsonDocument.Parse((await site.GetAsync("/api/webhooks", "mia")).Text).RootElement[0];
        Assert.Equal("evt_i1_1", book.GetProperty("givenUp")[0].GetProperty("tried").GetProperty("id").GetString());
        Assert.Equal("evt_i1_2", book.GetProperty("failing")[0].GetProperty("tried").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Buttons_leave_their_word_for_the_feed_and_only_where_there_is_something_to_do()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var store = await CursorAsync(site, new WebhookCursor(1, 0) { GivenUp = [Lost], NextAt = Company.Monday.AddMinutes(5), Failing = Lost });

        Assert.Equal(HttpStatusCode.OK, (await site.PostAsync("/webhooks/again", "mia", ("webhook", "hub"), ("incident", "i1"), ("message", "evt_i1_1"))).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await site.PostAsync("/webhooks/again", "mia", ("webhook", "hub"), ("incident", "i1"), ("message", "evt_i1_7"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.PostAsync("/webhooks/now", "mia", ("webhook", "hub"), ("incident", "i1"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PostAsync("/webhooks/now", "mia", ("webhook", "nobody"), ("incident", "i1"))).Status);
        var (_, cursor) = Assert.Single(await store.CursorsAsync(Ct));
        Assert.Equal(("evt_i1_1", (DateTimeOffset?)null), (Assert.Single(cursor.Again), cursor.NextAt));
        Assert.Equal(["i1"], (await store.StateAsync(Ct))!.Wanted);

        await store.ChangeStateAsync(state => state with { StoppedAt = Company.Monday, Reason = "410" }, Ct);
        Assert.Contains("stopped", (await site.GetAsync("/webhooks", "mia")).Text, StringComparison.Ordinal);
        using var goOn = await site.SendAsync(HttpMethod.Post, "/api/webhooks/go-on", body: Site.Json("""{"webhook":"hub"}"""), headers: ("Authorization", $"Bearer {Site.PersonKey}"));
        Assert.Equal(HttpStatusCode.OK, goOn.StatusCode);
        Assert.Null((await store.StateAsync(Ct))!.StoppedAt);
    }

    [Fact]
    public async Task Nothing_is_shown_or_done_without_a_session_or_from_another_site_and_nothing_of_an_incident_that_is_private()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        await CursorAsync(site, new WebhookCursor(1, 0) { GivenUp = [Lost] });
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/webhooks")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/api/webhooks")).Status);
        using var foreign = await site.SendAsync(HttpMethod.Post, "/webhooks/again", "mia", Site.Form(("webhook", "hub"), ("incident", "i1"), ("message", "evt_i1_1")), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);

        await site.TellAsync("i1", new SuspectBreach(site.Time.GetUtcNow(), "ana", "A dump"));
        Assert.DoesNotContain("evt_i1_1", (await site.GetAsync("/webhooks", "guest")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PostAsync("/webhooks/again", "guest", ("webhook", "hub"), ("incident", "i1"), ("message", "evt_i1_1"))).Status);
    }

    static async Task<WebhookRecords> CursorAsync(Site site, WebhookCursor cursor)
    {
        var records = (IRecordStore)site.Log;
        var store = new WebhookRecords(records, "hub");
        await store.BeginAsync(new WebhookState(Company.Monday), Ct);
        await records.PutRecordAsync("webhook.hub", "i1", LogJson.Write(cursor), null, Ct);
        return store;
    }
}
