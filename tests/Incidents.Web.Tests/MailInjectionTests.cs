using Incidents.Desk;
using Incidents.Testing;

namespace Incidents.Web.Tests;

/// <summary>What a stranger writes into an alert stays text in a responder's mail.</summary>
public class MailInjectionTests
{
    public static TheoryData<string> Corpus => [.. Injection.Corpus];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task A_mail_gets_no_element_link_or_line_of_its_subject_from_what_a_stranger_wrote(string evil)
    {
        var (subject, elements, links) = await ComposedAsync(evil);
        var (_, usual, ours) = await ComposedAsync("Checkout fails");

        Assert.DoesNotContain(subject, c => c is '\r' or '\n' or '\0');
        Assert.Subset(usual, elements);
        Assert.Equal(ours, links);
    }

    static async Task<(string Subject, HashSet<string> Elements, List<string> Links)> ComposedAsync(string text)
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync(summary: text);
        var effect = new MailPerson("ana", text, text);
        var mail = await site.Composer.ComposeAsync(new Delivery("i1/1/0", "i1", effect, await site.LookAsync("i1")), effect, TestContext.Current.CancellationToken);
        var page = Site.Parse(mail.Html);
        return (mail.Subject, [.. page.All.SelectMany(e => e.Attributes.Select(a => $"{e.LocalName} {a.Name}").Prepend(e.LocalName))], [.. page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)]);
    }
}
