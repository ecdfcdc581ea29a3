using System.Net;
using Incidents.Desk;

namespace Incidents.Web.Tests;

/// <summary>How people are reached, as a page.</summary>
public class ContactPageTests
{
    [Fact]
    public async Task The_page_says_whom_nothing_would_wake_and_what_the_last_test_came_to()
    {
        await using var site = await Site.StartAsync(contacts: new Contacts());

        var page = await site.GetAsync("/contacts", "mia");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(">would be woken</span>", page.Text, StringComparison.Ordinal);
        Assert.Contains(">nothing wakes them</span>", page.Text, StringComparison.Ordinal);
        Assert.Contains(">would not be woken</span>", page.Text, StringComparison.Ordinal);
        Assert.Contains("ntfy: not sent. The push server cannot be reached.", page.Text, StringComparison.Ordinal);
        Assert.Contains("mail, at 2026-03-02 10:00 UTC: The mail came back: 550 5.1.1 no such user", Plain(page.Text), StringComparison.Ordinal);
        Assert.Contains("ntfy was refused at 2026-03-02 10:00 UTC: The push server answered 403.", Plain(page.Text), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.GetAsync("/contacts")).Status);
    }

    [Fact]
    public async Task A_contact_that_refused_is_a_warning_of_the_probe_while_its_person_is_on_call()
    {
        await using var site = await Site.StartAsync();
        var order = Company.Policy.Roster.CallOrder(Company.Monday);
        await site.Troubles.ReturnedAsync(order[1], "The mail came back: 550 5.1.1 no such user", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("on call now", (await site.GetAsync("/health/ready")).Text, StringComparison.Ordinal);

        await site.Troubles.ReturnedAsync(order[0], "The mail came back: 550 5.1.1 no such user", TestContext.Current.CancellationToken);
        var (status, ready) = await site.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, status);
        // Names and the provider's words are for those who have signed in.
        Assert.Contains("\non call now: mail came back 2026-03-02 10:00:00Z, see /contacts", ready, StringComparison.Ordinal);
        Assert.DoesNotContain("550", ready, StringComparison.Ordinal);
    }

    static string Plain(string html) => System.Text.RegularExpressions.Regex.Replace(html, "<[^>]+>", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));

    [Fact]
    public async Task The_front_page_says_who_is_on_call_and_who_follows_and_whether_they_would_be_woken()
    {
        await using var site = await Site.StartAsync(contacts: new Contacts());

        var page = (await site.GetAsync("/incidents", "mia")).Text;

        var section = page[page.IndexOf(">On call<", StringComparison.Ordinal)..];
        Assert.Matches("(?s)Ana.*>would be woken<.*Now.*Rui.*>nothing wakes them<.*From .*2026-03-09T00:00:00Z", section);
    }

    [Fact]
    public async Task Everybody_tests_their_own_contacts()
    {
        var contacts = new Contacts();
        await using var site = await Site.StartAsync(contacts: contacts);
        using var foreign = await site.SendAsync(HttpMethod.Post, "/contacts/test", "ana", Site.Form(), ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal((HttpStatusCode.Forbidden, 0), (foreign.StatusCode, contacts.Tested.Count));

        Assert.Contains("The test is on its way to you.", (await site.PostAsync("/contacts/test", "ana")).Text, StringComparison.Ordinal);
        Assert.Equal(["ana"], contacts.Tested);
    }

    sealed class Contacts : IContactTests
    {
        static readonly ContactResult Mail = new("mail", Sent: true, "ref");

        public List<string> Tested { get; } = [];

        public Task<IReadOnlyList<ContactReport>> ReportsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<ContactReport>>(
        [
            new("ana", ["ntfy"], new TestedContacts(Company.Monday, [Mail, new("ntfy", Sent: true, "ref")])),
            new("rui", [], new TestedContacts(Company.Monday, [Mail]), [new ContactTrouble("mail", Company.Monday, "The mail came back: 550 5.1.1 no such user", CameBack: true), new ContactTrouble("ntfy", Company.Monday, "The push server answered 403.")]),
            new("mia", ["ntfy"], new TestedContacts(Company.Monday, [Mail, new("ntfy", Sent: false, "The push server cannot be reached.")])),
        ]);

        public async Task<ContactReport?> ReportAsync(string person, CancellationToken ct) => (await ReportsAsync(ct)).FirstOrDefault(report => report.Person == person);

        public Task<TestedContacts?> TestAsync(string person, OnCallTurn? turn, CancellationToken ct)
        {
            Tested.Add(person);
            return Task.FromResult<TestedContacts?>(new TestedContacts(Company.Monday, [Mail, new("ntfy", Sent: true, "ref")]));
        }
    }
}
