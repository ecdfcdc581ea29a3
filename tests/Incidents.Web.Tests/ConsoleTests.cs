using System.Net;
using System.Text.Json;
using Incidents.Desk;
using Incidents.Web.Api;
using Incidents.Web.Console;

namespace Incidents.Web.Tests;

public class ConsoleTests
{
    [Fact]
    public async Task A_person_signs_in_with_the_mailed_link_and_out_again()
    {
        await using var site = await Site.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/incidents")).Status);
        var known = await site.PostAsync("/sign-in", null, ("person", "ana"));
        var unknown = await site.PostAsync("/sign-in", null, ("person", "nobody"));
        Assert.Equal(known, unknown);

        var (person, mail) = await site.Mails.NextAsync();
        var path = mail.Text[mail.Text.IndexOf("/sign-in/", StringComparison.Ordinal)..].Split('\n')[0];
        Assert.Equal("ana", person);
        using var shown = await site.SendAsync(HttpMethod.Get, path);
        Assert.False(shown.Headers.Contains("Set-Cookie"));
        using var entered = await site.SendAsync(HttpMethod.Post, path, null, Site.Form());
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        using var list = await site.SendAsync(HttpMethod.Get, "/incidents", null, null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        site.Time.Advance(TimeSpan.FromHours(13));
        using var later = await site.SendAsync(HttpMethod.Get, "/incidents", null, null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
    }

    [Theory]
    [InlineData("Ana ")]
    [InlineData("Ana@Contoso.example")]
    public async Task Who_is_woken_need_not_know_how_the_roster_writes_them(string typed)
    {
        await using var site = await Site.StartAsync();

        await site.PostAsync("/sign-in", null, ("person", typed));

        Assert.Equal("ana", (await site.Mails.NextAsync()).Person);
    }

    [Fact]
    public async Task What_an_alert_says_is_shown_as_text_and_never_as_markup()
    {
        await using var site = await Site.StartAsync();
        const string hostile = "<img src=x onerror=alert(1)>\"'<script>1</script>";
        await site.DeclaredAsync(summary: hostile);

        foreach (var path in (string[])["/incidents", "/incidents/i1", "/incidents/i1/timeline"])
        {
            var page = Site.Parse((await site.GetAsync(path, "mia")).Text);
            Assert.Empty(page.QuerySelectorAll("script, img, [onerror]"));
            Assert.Contains(hostile, page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_moves_the_incident_and_a_refusal_keeps_what_was_typed()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();

        var taken = await site.PostAsync("/incidents/i1/signals/accept-command", "mia");
        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        Assert.Equal("mia", (await site.LookAsync("i1")).Manager);
        var named = await site.PostAsync("/incidents/i1/signals/name-technical-contact", "max", ("person", "rui"));
        Assert.Equal(HttpStatusCode.Conflict, named.Status);
        Assert.Contains("Only the manager, Mia Berg, names the contacts.", named.Text, StringComparison.Ordinal);
        Assert.NotNull(Site.Parse(named.Text).QuerySelector("option[value=rui][selected]"));
        Assert.Equal(HttpStatusCode.SeeOther, (await site.PostAsync("/incidents/i1/signals/assess-impact", "mia", ("extent", "Main"), ("customerSharePercent", "30"), ("dataAtRisk", "on"))).Status);
    }

    [Fact]
    public async Task A_request_is_answered_from_the_console()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var request = await site.RequestAsync("i1", RequestKind.TakeCommand);
        var person = request.Approvers[0];

        Assert.Contains(request.Question, (await site.GetAsync("/incidents/i1", person)).Text, StringComparison.Ordinal);
        var answered = await site.PostAsync("/incidents/i1/signals/answer-request", person, ("requestId", request.Id), ("textHash", request.TextHash), ("choice", "accept"), ("note", ""));

        Assert.Equal(HttpStatusCode.SeeOther, answered.Status);
        Assert.Equal(person, (await site.LookAsync("i1")).Manager);
    }

    [Fact]
    public async Task A_form_from_another_site_does_nothing()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        using var fetched = await site.SendAsync(HttpMethod.Post, "/incidents/i1/signals/accept-command", "mia", Site.Form(), ("Sec-Fetch-Site", "cross-site"));
        using var old = await site.SendAsync(HttpMethod.Post, "/incidents/i1/signals/accept-command", "mia", Site.Form(), ("Origin", "https://evil.example"));

        Assert.Equal(HttpStatusCode.Forbidden, fetched.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
        Assert.Null((await site.LookAsync("i1")).Manager);
    }

    [Fact]
    public async Task In_the_breach_lane_only_the_team_and_the_officer_see_it()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        await site.TellAsync("i1", new AcceptCommand(site.Time.GetUtcNow(), "mia"));
        await site.TellAsync("i1", new SuspectBreach(site.Time.GetUtcNow(), "mia", "Strange downloads."));

        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/incidents/i1", "guest")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/api/incidents/i1", "guest")).Status);
        Assert.Equal("[]", (await site.GetAsync("/api/incidents", "guest")).Text);
        Assert.DoesNotContain("Checkout fails", (await site.GetAsync("/incidents", "guest")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/incidents/i1", "dora")).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/incidents/i1", "mia")).Status);
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_is_refused_and_the_first_answer_stays()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        using var first = await ApiAsync(site, "notify-authority", """{"reference":"r1"}""", ("Idempotency-Key", "k"));
        using var otherBody = await ApiAsync(site, "notify-authority", """{"reference":"r2"}""", ("Idempotency-Key", "k"));
        using var otherSignal = await ApiAsync(site, "add-note", """{"text":"It is back."}""", ("Idempotency-Key", "k"));
        using var again = await ApiAsync(site, "notify-authority", """{ "reference" : "r1" }""", ("Idempotency-Key", "k"));

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict],
            [first.StatusCode, otherBody.StatusCode, otherSignal.StatusCode, again.StatusCode]);
        Assert.Equal(await Site.TextAsync(first), await Site.TextAsync(again));
        Assert.Contains("used for another request", await Site.TextAsync(otherBody), StringComparison.Ordinal);
        Assert.DoesNotContain((await site.Desk.TimelineAsync("i1", TestContext.Current.CancellationToken)).Select(e => e.Event), e => e is Noted { Text: "It is back." });
    }

    [Fact]
    public async Task Times_are_shown_and_read_in_the_zone_of_the_company_with_utc_behind_them()
    {
        await using var site = await Site.StartAsync(zone: "Asia/Kolkata");
        await site.DeclaredAsync();
        await site.TellAsync("i1", new AcceptCommand(site.Time.GetUtcNow(), "mia"));

        var page = Site.Parse((await site.GetAsync("/incidents/i1", "mia")).Text);
        var time = page.QuerySelector(".timeline time")!;
        Assert.Equal("2026-03-02 15:30 UTC+5:30", time.TextContent);
        Assert.Equal("2026-03-02 10:00 UTC", time.GetAttribute("title"));
        Assert.Equal("2026-03-02T10:00:00Z", time.GetAttribute("datetime"));
        Assert.DoesNotContain("10:00 UTC", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await site.TellAsync("i1", new DeclareResolved(site.Time.GetUtcNow(), "mia", "It is over."));
        var request = (await site.LookAsync("i1")).OpenRequests(RequestKind.ApproveInternal).Last().Request;
        await site.TellAsync("i1", new AnswerRequest(site.Time.GetUtcNow(), request.Approvers[0], request.Id, request.TextHash, "approve", null));
        await site.PostAsync("/incidents/i1/signals/add-action", "mia", ("what", "Tell them."), ("owner", "rui"), ("due", "2026-03-09T12:00"));
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 6, 30, 0, TimeSpan.Zero), Assert.Single((await site.LookAsync("i1")).Actions).Due);
    }

    [Fact]
    public async Task A_form_sent_twice_counts_once_and_counts_again_with_other_words()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        foreach (var text in new[] { "Seen.", "Seen.", "Seen, and understood." })
        {
            await site.PostAsync("/incidents/i1/signals/add-note", "mia", ("_key", "f1"), ("text", text));
        }

        Assert.Equal(["Seen.", "Seen, and understood."], (await site.Desk.TimelineAsync("i1", TestContext.Current.CancellationToken)).Select(e => e.Event).OfType<Noted>().Where(n => n.By == "mia").Select(n => n.Text));
    }

    [Fact]
    public async Task The_same_idempotency_key_counts_once_and_a_refusal_says_why()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        using var first = await ApiAsync(site, "add-note", """{"text":"Seen."}""", ("Idempotency-Key", "n1"));
        var version = (await site.LookAsync("i1")).Version;
        using var again = await ApiAsync(site, "add-note", """{"text":"Seen."}""", ("Idempotency-Key", "n1"));
        using var refused = await ApiAsync(site, "notify-authority", """{"reference":"r"}""");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(await Site.TextAsync(first), await Site.TextAsync(again));
        Assert.Equal(version, (await site.LookAsync("i1")).Version);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Only the data protection officer can decide this.", JsonDocument.Parse(await Site.TextAsync(refused)).RootElement.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("add-note", "{}", HttpStatusCode.BadRequest)]
    [InlineData("add-note", "{\"text\":\"a\",\"by\":\"ana\"}", HttpStatusCode.BadRequest)]
    [InlineData("add-note", "{\"text\":\"a\",\"text\":\"b\"}", HttpStatusCode.BadRequest)]
    [InlineData("add-note", "[]", HttpStatusCode.BadRequest)]
    [InlineData("count-users", "{\"users\":\"many\"}", HttpStatusCode.BadRequest)]
    [InlineData("clock-struck", "{}", HttpStatusCode.NotFound)]
    [InlineData("mistype-code", "{\"requestId\":\"q1\"}", HttpStatusCode.NotFound)]
    public async Task A_body_that_is_no_such_signal_is_refused(string name, string body, HttpStatusCode expected)
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        using var answer = await ApiAsync(site, name, body);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_program_that_approves_for_a_person_needs_the_code_too()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        await site.TellAsync("i1", new AcceptCommand(site.Time.GetUtcNow(), "mia"));
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        string Body(string code) => $$"""{"requestId":"{{request.Id}}","textHash":"{{request.TextHash}}","choice":"approve","code":"{{code}}"}""";

        using var without = await ApiAsync(site, "answer-request", Body(""));
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        using var with = await ApiAsync(site, "answer-request", Body(site.Approvals.Code("i1", request.Id, "mia")));
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.True((await site.LookAsync("i1")).IsPublic);
    }

    [Fact]
    public async Task The_API_describes_itself_and_shows_steps_and_timeline()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();

        Assert.Contains("/api/incidents/{id}/signals/{name}", (await site.GetAsync("/openapi/v1.json")).Text, StringComparison.Ordinal);
        var one = JsonDocument.Parse((await site.GetAsync("/api/incidents/i1", "ana")).Text).RootElement;
        Assert.Equal(10, one.GetProperty("steps").GetArrayLength());
        Assert.Equal("Done", one.GetProperty("steps")[0].GetProperty("state").GetString());
        Assert.Contains("Ana Costa", one.GetProperty("timeline").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_form_is_of_a_signal_and_asks_for_its_fields()
    {
        var beside = new[] { "answer-request", "send-again", "mark-delivered", "mark-told" };

        Assert.Equal(SignalDoor.Names.Except(beside).Order(StringComparer.Ordinal), SignalForms.All.Select(f => f.Signal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_mail_shows_the_text_the_link_the_code_and_what_silence_means_and_says_exercise_in_a_drill()
    {
        await using var site = await Site.StartAsync(drill: true);
        await site.DeclaredAsync();
        await site.TellAsync("i1", new AcceptCommand(site.Time.GetUtcNow(), "mia"));
        var request = await site.RequestAsync("i1", RequestKind.ApproveNotice);
        var effect = new MailPerson("mia", "[Checkout] Please decide\r\nBcc: x@y", "", request.Id);

        var mail = await site.Composer.ComposeAsync(new Delivery("i1/1/0", "i1", effect, await site.LookAsync("i1")), effect, TestContext.Current.CancellationToken);

        Assert.StartsWith("EXERCISE: ", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', mail.Subject);
        foreach (var part in (string[])[request.Text, request.SilenceMeans, $"http://incidents.example/a/{site.Approvals.Token("i1", request.Id, "mia")}", site.Approvals.Code("i1", request.Id, "mia"), "EXERCISE"])
        {
            Assert.Contains(part, mail.Text, StringComparison.Ordinal);
            Assert.Contains(part, Site.Parse(mail.Html).Body!.TextContent, StringComparison.Ordinal);
        }
    }

    static Task<HttpResponseMessage> ApiAsync(Site site, string name, string body, params (string, string)[] headers) =>
        site.SendAsync(HttpMethod.Post, $"/api/incidents/i1/signals/{name}", null, Site.Json(body), [("Authorization", $"Bearer {Site.PersonKey}"), .. headers]);
}
