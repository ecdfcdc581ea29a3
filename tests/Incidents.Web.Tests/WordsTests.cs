using Incidents.Desk;
using Incidents.Web.Console;

namespace Incidents.Web.Tests;

/// <summary>What pages and mails say is what the plan knows and will do.</summary>
public class WordsTests
{
    /// <summary>The night after the Monday, outside business hours.</summary>
    static readonly DateTimeOffset Night = Company.Monday.AddHours(12);

    static readonly PlanPolicy Policy = Company.Policy;

    [Theory]
    [InlineData(Severity.Critical)]
    [InlineData(Severity.Minor)]
    public async Task Before_the_declaration_mail_question_page_and_console_say_what_the_alerts_suggest(Severity severity)
    {
        await using var site = await Site.StartAsync();
        await site.TellAsync("i1", new AlertFired(site.Time.GetUtcNow(), Company.Alert() with { Severity = severity }));
        var request = await site.RequestAsync("i1", RequestKind.Acknowledge);
        var mail = await MailAsync(site, request, "ana");

        Assert.Equal("[Checkout] Please look at this (new)", mail.Subject);
        foreach (var shown in new[] { mail.Text, Shown(mail.Html), Shown((await site.GetAsync($"/a/{site.Approvals.Token("i1", request.Id, "ana")}")).Text) })
        {
            Assert.Contains($"Severity {severity}, suggested; new.", shown, StringComparison.Ordinal);
        }

        Assert.Contains($"Since {Policy.Time(Company.Monday)}; 40 users affected.", request.Text, StringComparison.Ordinal);
        foreach (var path in (string[])["/incidents", "/incidents/i1"])
        {
            Assert.Contains($"{severity}, suggested", Shown((await site.GetAsync(path, "ana")).Text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_looks_at_it_until_somebody_acknowledged()
    {
        await using var site = await Site.StartAsync();
        await site.TellAsync("i1", new AlertFired(site.Time.GetUtcNow(), Company.Alert()));
        Assert.Equal("new", PhaseWords.Of(await site.LookAsync("i1")));
        Assert.DoesNotContain("being looked at", Shown((await site.GetAsync("/incidents", "ana")).Text), StringComparison.Ordinal);

        await site.TellAsync("i1", new Acknowledge(site.Time.GetUtcNow(), "ana"));

        Assert.Equal("being looked at", PhaseWords.Of(await site.LookAsync("i1")));
        Assert.Contains("being looked at", Shown((await site.GetAsync("/incidents", "mia")).Text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Severity.Critical, "Mia Berg is being called to take it; the next manager at 2026-03-02 22:05 UTC.")]
    [InlineData(Severity.Major, "A manager is called at 2026-03-02 22:15 UTC, unless it is contained by then.")]
    [InlineData(Severity.Minor, "A manager is called at 2026-03-03 09:00 UTC, when business hours begin.")]
    public void At_night_the_step_says_when_a_manager_is_called(Severity severity, string says)
    {
        var incident = Tell(Incident.None, new AlertFired(Night, Company.Alert() with { StartedAt = Night, Severity = severity }), new DeclareIncident(Night, "ana", "Orders fail."));

        Assert.Equal($"Outside business hours on-call carries it. {says}", SetUp(incident));
    }

    [Fact]
    public void At_night_the_step_is_true_after_the_call_and_after_the_containment()
    {
        var incident = Tell(Incident.None, new AlertFired(Night, Company.Alert() with { StartedAt = Night, Severity = Severity.Major }), new DeclareIncident(Night, "ana", "Orders fail."));

        Assert.EndsWith("A manager is called at 2026-03-03 09:00 UTC, when business hours begin.", SetUp(Tell(incident, new ContainProblem(Night.AddMinutes(5), "ana", "Stopped it"))), StringComparison.Ordinal);
        Assert.EndsWith("Mia Berg is being called to take it; the next manager at 2026-03-02 22:20 UTC.", SetUp(Tell(incident, new ClockStruck(Night.AddMinutes(15)))), StringComparison.Ordinal);
    }

    static string SetUp(Incident incident) => StepView.Of(incident, Policy.Roster.NameOf, Policy.Time)[1].Says;

    static Incident Tell(Incident incident, params Signal[] signals) => signals.Aggregate(incident, (i, signal) => Plan.Advance(i, signal, Policy).After);

    static string Shown(string html) => string.Join(' ', Site.Parse(html).Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static async Task<ComposedMail> MailAsync(Site site, Request request, string person)
    {
        var effect = new MailPerson(person, $"[Checkout] {request.Question}", "", request.Id);
        return await site.Composer.ComposeAsync(new Delivery("i1/1/0", "i1", effect, await site.LookAsync("i1")), effect, TestContext.Current.CancellationToken);
    }
}
