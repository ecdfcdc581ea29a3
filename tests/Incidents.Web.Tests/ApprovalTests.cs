using System.Net;

namespace Incidents.Web.Tests;

public class ApprovalTests
{
    [Fact]
    public async Task Looking_at_a_link_changes_nothing()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);
        var before = (await site.LookAsync("i1")).Version;

        var (status, text) = await site.GetAsync(link);
        using var head = await site.SendAsync(HttpMethod.Head, link);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(before, (await site.LookAsync("i1")).Version);
        var page = Site.Parse(text);
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        Assert.Equal(request.Text, page.QuerySelector(".text")!.TextContent);
        Assert.Equal(request.Question, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(request.SilenceMeans, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("input[name=code]"));
        Assert.Empty(page.QuerySelectorAll("input[checked]"));
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task A_scanner_that_submits_the_form_without_a_choice_decides_nothing()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);

        var (status, _) = await site.PostAsync(link, null, ("hash", "x"), ("note", ""), ("code", ""));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty((await site.LookAsync("i1")).OpenRequests(RequestKind.ApproveNotice));
    }

    [Fact]
    public async Task The_code_of_the_mail_publishes_and_the_link_shows_the_decision_from_then_on()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        var code = site.Approvals.Code("i1", request.Id, "mia");

        var (status, text) = await site.PostAsync(link, null, ("hash", request.TextHash), ("choice", "approve"), ("code", $"{code[..3]} {code[3..]}"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Decided", text, StringComparison.Ordinal);
        Assert.Contains("href=\"/incidents/i1\"", text, StringComparison.Ordinal);
        Assert.True((await site.LookAsync("i1")).IsPublic);

        var again = await site.PostAsync(link, null, ("hash", request.TextHash), ("choice", "approve"), ("code", code));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        var other = await site.PostAsync(link, null, ("hash", request.TextHash), ("choice", "reject"), ("note", "No"));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Contains("has already decided", other.Text, StringComparison.Ordinal);
        Assert.Contains("Mia Berg", (await site.GetAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_codes_void_the_link_and_the_right_one_comes_too_late()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        var right = site.Approvals.Code("i1", request.Id, "mia");
        var wrong = right == "000000" ? "000001" : "000000";

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await site.PostAsync(link, null, ("choice", "approve"), ("code", wrong))).Status);
        }

        var fifth = await site.PostAsync(link, null, ("choice", "approve"), ("code", wrong));
        Assert.Equal(HttpStatusCode.Forbidden, fifth.Status);
        Assert.Contains("sign in to the console at http://incidents.example/sign-in", fifth.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.PostAsync(link, null, ("choice", "approve"), ("code", right))).Status);
        Assert.False((await site.LookAsync("i1")).IsPublic);
    }

    [Fact]
    public async Task A_void_link_keeps_nobody_from_deciding_in_the_console_and_a_program_from_guessing_on()
    {
        await using var site = await Site.StartAsync();
        await NoticeLinkAsync(site);
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        for (var i = 0; i < 5; i++)
        {
            await site.TellAsync("i1", new MistypeCode(site.Time.GetUtcNow(), "mia", request.Id));
        }

        using var program = await site.SendAsync(HttpMethod.Post, "/api/incidents/i1/signals/answer-request", null,
            Site.Json($$"""{"requestId":"{{request.Id}}","textHash":"{{request.TextHash}}","choice":"approve","code":"{{site.Approvals.Code("i1", request.Id, "mia")}}"}"""), ("Authorization", $"Bearer {Site.PersonKey}"));
        using var boasting = await site.SendAsync(HttpMethod.Post, "/api/incidents/i1/signals/answer-request", null,
            Site.Json($$"""{"requestId":"{{request.Id}}","textHash":"{{request.TextHash}}","choice":"approve","signedIn":true}"""), ("Authorization", $"Bearer {Site.PersonKey}"));
        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.BadRequest], [program.StatusCode, boasting.StatusCode]);
        Assert.False((await site.LookAsync("i1")).IsPublic);

        var (status, _) = await site.PostAsync("/incidents/i1/signals/answer-request", "mia", ("requestId", request.Id), ("textHash", request.TextHash), ("choice", "approve"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.True((await site.LookAsync("i1")).IsPublic);
    }

    [Fact]
    public async Task Forged_unknown_and_expired_links_look_alike()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);
        var pages = new List<(HttpStatusCode, string)>
        {
            await site.GetAsync($"{link[..^2]}AA"),
            await site.GetAsync("/a/rubbish"),
            await site.GetAsync($"/a/{site.Approvals.Token("i1", "q99", "mia")}"),
            await site.GetAsync($"/a/{site.Approvals.Token("none", "q1", "mia")}"),
            await site.GetAsync($"/a/{site.Approvals.Token("i1", "q1", "guest")}"),
        };
        site.Time.Advance(TimeSpan.FromDays(40));
        pages.Add(await site.GetAsync(link));

        Assert.Equal(HttpStatusCode.NotFound, pages[0].Item1);
        Assert.Single(pages.Distinct());
    }

    [Fact]
    public async Task A_genuine_link_to_an_edited_text_says_so()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);
        await site.TellAsync("i1", new DraftNotice(site.Time.GetUtcNow(), "mia", NoticeKind.Investigating, Audience.Public, "Another title", "Another text."));

        var (status, text) = await site.GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Contains("edited", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_another_site_and_a_long_one_decide_nothing()
    {
        await using var site = await Site.StartAsync();
        var link = await NoticeLinkAsync(site);
        using var elsewhere = await site.SendAsync(HttpMethod.Post, link, null, Site.Form(("choice", "approve")), ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await site.PostAsync(link, null, ("choice", "approve"), ("note", new string('a', 5000)))).Status);
        Assert.NotEmpty((await site.LookAsync("i1")).OpenRequests(RequestKind.ApproveNotice));
    }

    [Fact]
    public async Task No_page_may_run_scripts_be_framed_cached_or_leak_its_address()
    {
        await using var site = await Site.StartAsync();
        using var page = await site.SendAsync(HttpMethod.Get, await NoticeLinkAsync(site));

        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(page.Headers.CacheControl!.NoStore);
    }

    static async Task<string> NoticeLinkAsync(Site site)
    {
        var id = await site.DeclaredAsync();
        await site.TellAsync(id, new AcceptCommand(site.Time.GetUtcNow(), "mia"));
        return $"/a/{site.Approvals.Token(id, (await site.RequestAsync(id, RequestKind.ApproveNotice)).Id, "mia")}";
    }
}
