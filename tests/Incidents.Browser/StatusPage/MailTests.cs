using Incidents.Public;
using Incidents.StatusPage;
using Incidents.StatusPage.Tests;

namespace Incidents.Browser.StatusPage;

/// <summary>What subscribers get, as a mail program shows it: in every language, on a telephone and in a window, light and dark (<c>mail-*.png</c> among the screenshots).</summary>
public sealed class MailTests(Chromium chromium, PublishedSites sites) : IClassFixture<PublishedSites>
{
    static readonly Uri Link = new("https://incidents.contoso.example/subscriptions/VGhlIGxpbmsgdG8gdGhlIHN1YnNjcmlwdGlvbiBvZiBvbmUgcGVyc29u");

    [Theory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(600, false)]
    [InlineData(600, true)]
    public async Task Every_mail_can_be_read_in_every_language(int width, bool dark)
    {
        Chromium.Needed();
        await using var visitor = await chromium.VisitorAsync(dark, width);
        var page = await visitor.NewPageAsync();
        var problems = new List<string>();
        foreach (var site in new[] { "critical", "portuguese", "spanish", "rightToLeft" })
        {
            foreach (var (kind, html) in await MailsAsync(Samples.All[site]))
            {
                var file = $"mail-{site}-{kind}.html";
                await File.WriteAllTextAsync(Path.Combine(sites.Folder, file), html, TestContext.Current.CancellationToken);
                var found = await PageCheck.ProblemsAsync(page, new Uri(sites.Address, file), $"mail-{site}-{kind}-{width}-{(dark ? "dark" : "light")}");
                // A mail has a heading for each matter, and a question has none.
                problems.AddRange(found.Where(problem => !problem.EndsWith("first headings", StringComparison.Ordinal)).Select(problem => $"{site} {kind}: {problem}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    static async Task<IEnumerable<(string Kind, string Html)>> MailsAsync(PublicHistory history)
    {
        var edition = SiteEdition.Of(history);
        MailTopic[] all = [.. history.Incidents.Take(3).Select(incident => new MailTopic(incident, null, IsReport: false)), .. history.Maintenances.Take(1).Select(work => new MailTopic(null, work, IsReport: false))];
        return
        [
            ("question", (await SubscriberMails.QuestionAsync(edition, services: null, Link, manage: null)).Html),
            ("news", (await SubscriberMails.NewsAsync(edition, all[..1], [history.Page.Services[0].Id], Link)).Html),
            ("digest", (await SubscriberMails.NewsAsync(edition, all, services: null, Link)).Html),
        ];
    }
}
