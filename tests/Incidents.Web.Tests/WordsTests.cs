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

    [Fact]
    public async Task Once_declared_a_call_asks_no_more_whether_it_is_an_incident_and_the_answer_says_what_comes_next()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var request = await site.RequestAsync("i1", RequestKind.Acknowledge);
        var link = $"/a/{site.Approvals.Token("i1", request.Id, "ana")}";
        var mail = await MailAsync(site, request, "ana");

        Assert.DoesNotContain("it is an incident", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("it is an incident", Shown(mail.Html), StringComparison.Ordinal);
        foreach (var page in new[] { await site.GetAsync(link), await site.GetAsync("/incidents/i1", "ana") })
        {
            Assert.Equal("acknowledge", Assert.Single(Site.Parse(page.Text).QuerySelectorAll("input[name=choice]")).GetAttribute("value"));
        }

        var answered = Shown((await site.PostAsync(link, null, ("choice", "acknowledge"), ("hash", request.TextHash))).Text);
        Assert.Contains("What comes nextNobody else is called to look at it.", answered, StringComparison.Ordinal);
        Assert.Contains("Set up: Waits for a manager, a technical contact, a support contact, the severity.", answered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_says_how_many_users_are_affected_and_who_is_being_called()
    {
        await using var site = await Site.StartAsync();
        await site.TellAsync("i1", new AlertFired(site.Time.GetUtcNow(), Company.Alert()));

        var head = Shown((await site.GetAsync("/incidents/i1", "mia")).Text);

        Assert.Contains("40 users affected", head, StringComparison.Ordinal);
        Assert.Contains("On call: nobody yet, Ana Costa is being called.", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dismissing_is_the_last_thing_offered_and_only_while_it_can_be_dismissed()
    {
        await using var site = await Site.StartAsync();
        await site.TellAsync("i1", new AlertFired(site.Time.GetUtcNow(), Company.Alert()));
        var offered = Site.Parse((await site.GetAsync("/incidents/i1", "mia")).Text).QuerySelectorAll("summary").Select(s => s.TextContent).ToList();
        Assert.Equal("Dismiss a false alarm", offered[^1]);

        await site.TellAsync("i1", new DeclareIncident(site.Time.GetUtcNow(), "ana", "Orders fail."));

        Assert.DoesNotContain("Dismiss a false alarm", (await site.GetAsync("/incidents/i1", "mia")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_quoted_in_drafts_says_so_where_it_is_typed()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var page = Site.Parse((await site.GetAsync("/incidents/i1", "mia")).Text);

        foreach (var field in (string[])["form[action$=declare-resolved] textarea[name=summary]", "form[action$=apply-fix] textarea[name=what]", "form[action$=record-finding] textarea[name=mitigation]"])
        {
            Assert.Contains("word for word into the drafts", page.QuerySelector(field)!.ParentElement!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_open_action_is_chosen_and_its_closed_incident_says_that_it_is_open()
    {
        await using var site = await Site.StartAsync();
        await site.DeclaredAsync();
        var now = site.Time.GetUtcNow();
        await site.TellAsync("i1", new AcceptCommand(now, "mia"));
        await site.TellAsync("i1", new KeepInternal(now, "mia", "Staff only"));
        await site.TellAsync("i1", new DeclareResolved(now, "mia", "It recovered"));
        var internally = await site.RequestAsync("i1", RequestKind.ApproveInternal);
        await site.TellAsync("i1", new AnswerRequest(now, internally.Approvers[0], internally.Id, internally.TextHash, "approve", null));
        await site.TellAsync("i1", new HoldPostmortem(now, "mia", "We found the gap"));
        await site.TellAsync("i1", new AddAction(now, "mia", "Add a canary", "ana", now.AddDays(3)));
        await site.TellAsync("i1", new AddAction(now, "mia", "Add an alert", "ana", now.AddDays(3)));
        await site.TellAsync("i1", new ConfirmActions(now, "mia", "Two"));
        Assert.Equal(Phase.Closed, (await site.LookAsync("i1")).Phase);
        Assert.Contains("closed, 2 actions open", Shown((await site.GetAsync("/incidents", "ana")).Text), StringComparison.Ordinal);

        var options = Site.Parse((await site.GetAsync("/incidents/i1", "ana")).Text).QuerySelectorAll("select[name=actionId] option").Select(o => (o.GetAttribute("value"), o.TextContent, o.HasAttribute("selected")));
        Assert.Equal([("", "Choose", true), ("a1", "a1: Add a canary", false), ("a2", "a2: Add an alert", false)], options);
        await site.PostAsync("/incidents/i1/signals/close-action", "ana", ("actionId", "a1"), ("outcome", "Done"));

        Assert.Contains("closed, 1 action open", Shown((await site.GetAsync("/incidents", "ana")).Text), StringComparison.Ordinal);
        Assert.NotNull(Site.Parse((await site.GetAsync("/incidents/i1", "ana")).Text).QuerySelector("select[name=actionId] option[value=a2][selected]"));
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
