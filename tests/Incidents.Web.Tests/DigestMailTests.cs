using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>The mail that holds several messages.</summary>
public class DigestMailTests
{
    [Fact]
    public async Task Text_and_html_say_each_message_with_its_time_in_order_and_why_they_share_a_mail()
    {
        var mail = await ComposedAsync(["Cause found", "Fix applied", "Published: Monitoring"]);

        Assert.Equal("[Checkout] 3 messages (investigating)", mail.Subject);
        foreach (var shown in new[] { mail.Text, Site.Parse(mail.Html).Body!.TextContent })
        {
            Assert.Contains("3 messages about this incident in one mail", shown, StringComparison.Ordinal);
            var places = new[] { "2026-03-02 10:00 UTC", "Cause found", "About Cause found", "2026-03-02 10:01 UTC", "Fix applied", "2026-03-02 10:02 UTC", "Published: Monitoring", "http://incidents.example/incidents/i1" };
            Assert.Equal(places[..^1], places[..^1].OrderBy(place => shown.IndexOf(place, StringComparison.Ordinal)));
            Assert.All(places[..^1], place => Assert.Contains(place, shown, StringComparison.Ordinal));
        }

        Assert.Equal(["http://incidents.example/incidents/i1"], Site.Parse(mail.Html).QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!));
        Assert.Contains("The incident: http://incidents.example/incidents/i1", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MailInjectionTests.Corpus), MemberType = typeof(MailInjectionTests))]
    public async Task No_message_makes_an_element_or_a_link(string evil)
    {
        var (hostile, usual) = (Site.Parse((await ComposedAsync([evil, evil])).Html), Site.Parse((await ComposedAsync(["A", "B"])).Html));

        Assert.Subset(usual.All.Select(e => e.LocalName).ToHashSet(), hostile.All.Select(e => e.LocalName).ToHashSet());
        Assert.Equal(usual.QuerySelectorAll("a[href]").Length, hostile.QuerySelectorAll("a[href]").Length);
        Assert.Equal(usual.QuerySelectorAll("h2").Length, hostile.QuerySelectorAll("h2").Length);
    }

    static async Task<ComposedMail> ComposedAsync(string[] subjects)
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync(summary: "Checkout fails");
        var shared = subjects.Select((subject, i) => new SharedEffect(Company.Monday.AddMinutes(i), new MailPerson("ana", subject, $"About {subject}", News: true))).ToList();
        return await site.Composer.ComposeAsync(new Delivery("i1/1/0", "i1", shared[0].Effect, await site.LookAsync("i1"), shared), (MailPerson)shared[0].Effect, TestContext.Current.CancellationToken);
    }
}
