using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Scenarios;

public class RepeatTests(Hosts hosts)
{
    const int Alerts = 20;
    const int Decisions = 50;

    [Fact]
    public async Task The_same_alert_sent_20_times_at_once_is_one_incident_and_one_call()
    {
        using var people = new Responders(await hosts.ByDayAsync(), Responders.NewService("checkout"));

        var answers = await Task.WhenAll(Enumerable.Range(0, Alerts).Select(_ => people.PostAlertAsync("down", firing: true, users: null, "major", CancellationToken.None)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        await people.AnswerAsync("Please look at this", "acknowledge");
        await people.AnswerAsync("users affected?", "dismiss", "A test of ours.");
        var seen = await people.EventuallyAsync("over", one => one is { Ended: true, IsQuiet: true });
        Assert.Single(await people.IncidentsAsync());
        Ending.HappenedOnce(seen, "Alert from ", "Ana was called");
        Assert.Single(people.Mails, letter => letter.Subject.Contains("Please look at this", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_delivery_that_is_repeated_with_its_webhook_id_counts_once()
    {
        var host = await hosts.ByDayAsync();
        using var people = new Responders(host, Responders.NewService("checkout"));
        using var sender = new HttpClient { BaseAddress = host.Address };
        var body = people.AlertBody("signed", firing: true, users: null, "major").ToJsonString();
        var id = $"msg_{Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, Alerts).Select(_ => PostSignedAsync(sender, id, body, host.Key.SigningBytes)));
        var forged = await PostSignedAsync(sender, id, body, RandomNumberGenerator.GetBytes(32));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        Assert.Equal(HttpStatusCode.Unauthorized, forged);
        await people.AnswerAsync("Please look at this", "dismiss", "A test of ours.");
        Ending.HappenedOnce(await people.EventuallyAsync("over", one => one is { Ended: true, IsQuiet: true }), "Alert from ");
        Assert.Single(await people.IncidentsAsync());
    }

    [Fact]
    public async Task A_decision_posted_50_times_at_once_counts_once_and_all_see_the_same()
    {
        using var people = new Responders(await hosts.ByDayAsync(), Responders.NewService("checkout"));
        var (letter, page) = await AskedAsync(people);

        var answers = await Task.WhenAll(Enumerable.Range(0, Decisions).Select(_ => people.SendAsync(page, "approve", null, letter.Code)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct(StringComparer.Ordinal));
        Assert.Contains("Decided: Publish this text", answers[0].Text, StringComparison.Ordinal);
        var seen = (await people.LookAsync())!;
        Ending.HappenedOnce(seen, "Mia answered: approve.", "Published: ");
        Assert.Single(seen.Deliveries, delivery => delivery.What == "Status page: Investigating");
    }

    [Fact]
    public async Task Of_conflicting_decisions_at_once_one_wins_and_the_others_are_told()
    {
        using var people = new Responders(await hosts.ByDayAsync(), Responders.NewService("checkout"));
        var (letter, page) = await AskedAsync(people);

        var answers = await Task.WhenAll(Enumerable.Range(0, Decisions).Select(async n =>
            (Choice: n % 2 == 0 ? "approve" : "reject", Page: await people.SendAsync(page, n % 2 == 0 ? "approve" : "reject", "Said at once.", letter.Code))));

        var won = Assert.Single(answers.Where(answer => answer.Page.IsFine).Select(answer => answer.Choice).Distinct(StringComparer.Ordinal));
        Assert.All(answers, answer => Assert.Equal(answer.Choice == won ? HttpStatusCode.OK : HttpStatusCode.Conflict, answer.Page.Status));
        var seen = (await people.LookAsync())!;
        Assert.Equal((1, won == "approve" ? 1 : 0), (seen.Said("Mia answered: approve.") + seen.Said("Mia answered: reject."), seen.Said("Published: ")));
    }

    // Up to the mail that asks for the first public notice.
    static async Task<(Letter Letter, LinkPage Page)> AskedAsync(Responders people)
    {
        await people.AlertAsync();
        await people.AnswerAsync("Please look at this", "declare", "We see it too.");
        await people.AnswerAsync("Do you take this incident?", "accept");
        var letter = await people.MailAsync("May this go to the public: Investigating?");
        return (letter, await people.OpenAsync(letter));
    }

    static async Task<HttpStatusCode> PostSignedAsync(HttpClient sender, string id, string body, byte[] secret)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/alerts/signed") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{at}");
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{at}.{body}")))}");
        using var answer = await sender.SendAsync(request);
        return answer.StatusCode;
    }
}
