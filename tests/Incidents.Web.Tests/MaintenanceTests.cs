using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Incidents.Public;

namespace Incidents.Web.Tests;

/// <summary>Planned maintenance in the console and for programs: who may, what becomes of it, and that the page is shown.</summary>
public class MaintenanceTests
{
    const string Draft = """{"title":"Upgrade <b>now</b>","services":[{"service":"checkout"}],"start":"2026-03-02T22:00:00+01:00","end":"2026-03-02T23:00:00+01:00","text":"Payments pause."}""";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_enters_a_draft_once_and_a_manager_publishes_it_in_the_console()
    {
        await using var site = await Site.StartAsync();
        var first = await KeyedAsync(site, "/api/maintenance", Draft, ("Idempotency-Key", "k1"));
        var again = await KeyedAsync(site, "/api/maintenance", Draft, ("Idempotency-Key", "k1"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, again.Status));
        var id = first.Json.GetProperty("id").GetString()!;
        Assert.Equal((id, false, "2026-03-02T21:00:00+00:00", 1), (again.Json.GetProperty("id").GetString(), first.Json.GetProperty("public").GetBoolean(), first.Json.GetProperty("start").GetString(), first.Json.GetProperty("revision").GetInt32()));
        Assert.False(site.Page.WasShown);

        var refused = await KeyedAsync(site, $"/api/maintenance/{id}/publish", """{"revision":1}""");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("key publishes nothing", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var page = Site.Parse((await site.GetAsync($"/maintenance/{id}", "ana")).Text);
        Assert.Null(page.QuerySelector($"form[action='/maintenance/{id}/publish']"));
        Assert.Contains("Mia Berg, Max Lund", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Upgrade <b>now</b>", page.QuerySelector("h1")!.TextContent);

        page = Site.Parse((await site.GetAsync($"/maintenance/{id}", "mia")).Text);
        var revision = ((IHtmlInputElement)page.QuerySelector($"form[action='/maintenance/{id}/publish'] input[name=revision]")!).Value;
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync($"/maintenance/{id}/publish", "mia", ("revision", revision))).Status);
        await site.Page.NextAsync();
        Assert.Equal("mia", (await site.Planned.FindAsync(id, Ct))!.Approval!.By);

        // The standard sentence needs no manager, and no session.
        Assert.Equal("InProgress", (await KeyedAsync(site, $"/api/maintenance/{id}/start", "{}")).Json.GetProperty("state").GetString());
        await site.Page.NextAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await site.PostAsync($"/maintenance/{id}/verify", "ana", ("note", "My own words."))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync($"/maintenance/{id}/verify", "ana")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync($"/maintenance/{id}/complete", "mia", ("note", "Done early."))).Status);
        using var list = JsonDocument.Parse((await site.GetAsync("/api/maintenance", "bea")).Text);
        Assert.Equal(["Payments pause.", "The maintenance has begun and is expected to end at 2026-03-02 22:00 UTC.", "The work is done and we are watching the result.", "Done early."],
            list.RootElement[0].GetProperty("updates").EnumerateArray().Select(u => u.GetProperty("text").GetString()));
        Assert.Equal(["mia", "mia", "mia", "ana", "mia"], list.RootElement[0].GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("by").GetString()));
    }

    [Fact]
    public async Task The_form_enters_times_in_the_companys_zone_and_keeps_what_was_typed_when_it_is_refused()
    {
        await using var site = await Site.StartAsync(zone: "Europe/Berlin");
        var key = ((IHtmlInputElement)Site.Parse((await site.GetAsync("/maintenance", "ana")).Text).QuerySelector("form[action='/maintenance'] input[name=_key]")!).Value;
        (string, string)[] form = [("_key", key), ("boxes", "1"), ("title", "Upgrade"), ("start", "2026-03-02T23:00"), ("end", "2026-03-02T22:00"), ("status.checkout", "MajorOutage"), ("text", "Payments pause."), ("endsItself", "on")];
        var (status, text) = await site.PostAsync("/maintenance", "ana", form);
        var page = Site.Parse(text);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("It has to end after it begins.", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal(("Upgrade", "MajorOutage", "Payments pause."), (((IHtmlInputElement)page.QuerySelector("[name=title]")!).Value, ((IHtmlSelectElement)page.QuerySelector("[name='status.checkout']")!).Value, page.QuerySelector("textarea[name=text]")!.TextContent));
        Assert.Equal((false, true), (((IHtmlInputElement)page.QuerySelector("[name=startsItself]")!).IsChecked, ((IHtmlInputElement)page.QuerySelector("[name=endsItself]")!).IsChecked));

        form[4] = ("end", "2026-03-03T01:00");
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync("/maintenance", "ana", form)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync("/maintenance", "ana", form)).Status);
        var work = Assert.Single(await site.Planned.ListAsync(Ct));
        Assert.Equal((new DateTimeOffset(2026, 3, 2, 22, 0, 0, TimeSpan.Zero), ServiceStatus.MajorOutage, false, true), (work.Start, work.Services[0].Status, work.StartsItself, work.EndsItself));

        // The form sends everything; what it leaves alone is no change.
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync($"/maintenance/{work.Id}/edit", "ana", [.. form.Skip(1)])).Status);
        Assert.Equal(1, (await site.Planned.FindAsync(work.Id, Ct))!.Revision);
        form[2] = ("title", "Other");
        await site.PostAsync($"/maintenance/{work.Id}/edit", "ana", [.. form.Skip(1)]);
        Assert.Equal("Other", (await site.Planned.FindAsync(work.Id, Ct))!.Title);
    }

    [Fact]
    public async Task What_takes_longer_or_waits_for_a_manager_stands_on_the_first_page_of_the_console()
    {
        await using var site = await Site.StartAsync();
        var id = (await KeyedAsync(site, "/api/maintenance", Draft)).Json.GetProperty("id").GetString();
        Assert.Contains("waits for a manager", Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent, StringComparison.Ordinal);
        await site.PostAsync($"/maintenance/{id}/publish", "mia", ("revision", "1"));
        Assert.DoesNotContain("Upgrade", Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent, StringComparison.Ordinal);
        site.Time.SetUtcNow(new DateTimeOffset(2026, 3, 2, 22, 30, 0, TimeSpan.Zero));
        await site.Planned.RoundAsync(Ct);
        Assert.Contains("It takes longer than the public was told", Site.Parse((await site.GetAsync("/incidents", "ana")).Text).Body!.TextContent, StringComparison.Ordinal);
        using var one = JsonDocument.Parse((await site.GetAsync($"/api/maintenance/{id}", "ana")).Text);
        Assert.True(one.RootElement.GetProperty("overrun").GetBoolean());
    }

    [Theory]
    [InlineData("""{"titel":"x"}""", HttpStatusCode.BadRequest, "titel")]
    [InlineData("""{"title":"x"}""", HttpStatusCode.Conflict, "\"services\" is missing")]
    [InlineData("[]", HttpStatusCode.BadRequest, "no such JSON object")]
    [InlineData("""{"start":"tomorrow"}""", HttpStatusCode.BadRequest, "start")]
    public async Task What_does_not_fit_is_refused_in_words(string body, HttpStatusCode status, string words)
    {
        await using var site = await Site.StartAsync();
        var (answered, json) = await KeyedAsync(site, "/api/maintenance", body);
        Assert.Equal(status, answered);
        Assert.Contains(words, json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await KeyedAsync(site, "/api/maintenance/m-none/start", "{}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/api/maintenance")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.PostAsync("/maintenance", null, ("title", "x"))).Status);
        using var foreign = await site.SendAsync(HttpMethod.Post, "/maintenance", "mia", Site.Form(("title", "x")), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Empty(await site.Planned.ListAsync(Ct));
    }

    static async Task<(HttpStatusCode Status, JsonElement Json)> KeyedAsync(Site site, string path, string body, params (string Name, string Value)[] headers)
    {
        using var response = await site.SendAsync(HttpMethod.Post, path, null, Site.Json(body), [("Authorization", $"Bearer {Site.PersonKey}"), .. headers]);
        using var document = JsonDocument.Parse(await Site.TextAsync(response));
        return (response.StatusCode, document.RootElement.Clone());
    }
}
