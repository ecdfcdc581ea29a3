using System.Net;
using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>What could not be mapped is tried again or discarded, in the console and by programs, and is never lost.</summary>
public class QuarantineTests
{
    // The mapping would take it; it stands for an input that an older version did not understand.
    const string Firing = """{"key":"k1","status":"firing","service":"checkout","summary":"Checkout fails","startsAt":"2026-03-02T09:55:00Z"}""";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_of_incidents_counts_what_is_in_quarantine()
    {
        await using var site = await Site.StartAsync();
        Assert.DoesNotContain("in quarantine", Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent, StringComparison.Ordinal);

        foreach (var (count, said) in new[] { (1, "1 input is in quarantine"), (2, "2 inputs are in quarantine"), (101, "More than 100 inputs are in quarantine") })
        {
            for (var n = count == 101 ? 3 : count; n <= count; n++)
            {
                await site.Log.StoreInputAsync(new RawInput($"open/odd-{n}", "open", site.Time.GetUtcNow(), "application/json", "odd"u8.ToArray()), Ct);
                await site.Log.SettleInputAsync($"open/odd-{n}", "It is odd.", Ct);
            }

            var page = Site.Parse((await site.GetAsync("/incidents", "ana")).Text);
            Assert.Equal(said, page.QuerySelector(".bad a[href='/quarantine']")!.TextContent);
        }
    }

    [Fact]
    public async Task Where_an_alertmanager_is_asked_readiness_and_console_say_how_it_fares()
    {
        await using var site = await Site.StartAsync(pulled: ["keyed"]);
        Assert.Contains("\npull keyed: not asked yet", (await site.GetAsync("/health/ready")).Text, StringComparison.Ordinal);

        await site.Pulls.RoundAsync(Ct);

        var (status, ready) = await site.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, true), (status, ready.Contains("\npull keyed: failing since 2026-03-02 10:00:00Z", StringComparison.Ordinal)));
        Assert.DoesNotContain("401", ready, StringComparison.Ordinal);
        Assert.Contains("https://am.example answered 401.", Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_understood_when_it_is_tried_again_opens_its_incident()
    {
        await using var site = await Site.StartAsync();
        await PutAsync(site, "open/1", Firing);
        Assert.NotNull(Site.Parse((await site.GetAsync("/quarantine", "mia")).Text).QuerySelector("form[action='/quarantine/retry'] input[value='open/1']"));

        var (status, text) = await site.PostAsync("/quarantine/retry", "mia", ("input", "open/1"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("its alerts are with their incidents", Site.Parse(text).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await site.Log.QuarantineAsync(10, Ct));
        Assert.Empty(await site.Log.WaitingInputsAsync(10, Ct));
        Assert.Single(await site.Log.HeadsAsync(HeadFilter.All, 10, Ct));
        Assert.Equal(HttpStatusCode.Conflict, (await site.PostAsync("/quarantine/retry", "mia", ("input", "open/1"))).Status);
    }

    [Fact]
    public async Task What_cannot_be_understood_still_stays_with_the_reason()
    {
        await using var site = await Site.StartAsync();
        await PutAsync(site, "open/1", "{}");

        var (_, text) = await site.PostAsync("/quarantine/retry", "mia", ("input", "open/1"));

        var kept = Assert.Single(await site.Log.QuarantineAsync(10, Ct));
        Assert.NotEqual("An older version did not understand it.", kept.Reason);
        Assert.Contains($"It cannot be understood still: {kept.Reason}", Site.Parse(text).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_discarded_is_kept_with_who_and_why()
    {
        await using var site = await Site.StartAsync();
        await PutAsync(site, "open/1", "{}");
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PostAsync("/quarantine/discard", "mia", ("input", "open/1"), ("reason", " "))).Status);
        Assert.Single(await site.Log.QuarantineAsync(10, Ct));

        var (status, text) = await site.PostAsync("/quarantine/discard", "mia", ("input", "open/1"), ("reason", "A test of the <b>sender</b>"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(await site.Log.QuarantineAsync(10, Ct));
        var kept = Assert.Single(await site.Log.DiscardedAsync(10, Ct));
        Assert.Equal(("mia", "A test of the <b>sender</b>", site.Time.GetUtcNow()), (kept.Discarded.By, kept.Discarded.Why, kept.Discarded.At));
        Assert.Contains("Mia Berg", Site.Parse(text).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A test of the <b>sender</b>", Site.Parse(text).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_and_somebody_who_is_not_signed_in_do_nothing()
    {
        await using var site = await Site.StartAsync();
        await PutAsync(site, "open/1", Firing);
        foreach (var path in (string[])["/quarantine/retry", "/quarantine/discard", "/api/quarantine/retry", "/api/quarantine/discard"])
        {
            var isApi = path.StartsWith("/api", StringComparison.Ordinal);
            HttpContent Body() => isApi ? Site.Json("""{"input":"open/1","reason":"x"}""") : Site.Form(("input", "open/1"), ("reason", "x"));
            using var foreign = await site.SendAsync(HttpMethod.Post, path, "mia", Body(), ("Sec-Fetch-Site", "cross-site"));
            using var nobody = await site.SendAsync(HttpMethod.Post, path, null, Body());
            using var reporter = await site.SendAsync(HttpMethod.Post, path, null, Body(), ("Authorization", $"Bearer {Site.ReportKey}"));
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (foreign.StatusCode, nobody.StatusCode, reporter.StatusCode));
        }

        Assert.Single(await site.Log.QuarantineAsync(10, Ct));
    }

    [Fact]
    public async Task A_program_with_a_persons_key_lists_tries_again_and_discards()
    {
        await using var site = await Site.StartAsync();
        await PutAsync(site, "open/1", Firing);
        await PutAsync(site, "open/2", "{}");
        (string, string) key = ("Authorization", $"Bearer {Site.PersonKey}");

        using var list = await site.SendAsync(HttpMethod.Get, "/api/quarantine", null, null, key);
        using var retried = await site.SendAsync(HttpMethod.Post, "/api/quarantine/retry", null, Site.Json("""{"input":"open/1"}"""), key);
        using var again = await site.SendAsync(HttpMethod.Post, "/api/quarantine/retry", null, Site.Json("""{"input":"open/1"}"""), key);
        using var unsaid = await site.SendAsync(HttpMethod.Post, "/api/quarantine/discard", null, Site.Json("""{"input":"open/2"}"""), key);
        using var discarded = await site.SendAsync(HttpMethod.Post, "/api/quarantine/discard", null, Site.Json("""{"input":"open/2","reason":"A test."}"""), key);

        Assert.Equal(2, JsonDocument.Parse(await Site.TextAsync(list)).RootElement.GetArrayLength());
        Assert.Equal("taken", JsonDocument.Parse(await Site.TextAsync(retried)).RootElement.GetProperty("outcome").GetString());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.OK), (again.StatusCode, unsaid.StatusCode, discarded.StatusCode));
        Assert.Equal("mia", Assert.Single(await site.Log.DiscardedAsync(10, Ct)).Discarded.By);
    }

    static async Task PutAsync(Site site, string id, string body)
    {
        await site.Log.StoreInputAsync(new RawInput(id, "open", site.Time.GetUtcNow(), "application/json", System.Text.Encoding.UTF8.GetBytes(body)), Ct);
        await site.Log.SettleInputAsync(id, "An older version did not understand it.", Ct);
    }
}
