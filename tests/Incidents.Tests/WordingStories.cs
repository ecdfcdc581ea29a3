using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>What mails and questions say is true for whoever reads them.</summary>
public class WordingStories
{
    [Fact]
    public void An_action_asks_its_owner_for_something_so_it_is_a_mail_of_its_own()
    {
        var story = Resolved().Do(at => new AddAction(at, "mia", "Add a canary", "ana", at.AddDays(3)));

        Assert.False(Assert.Single(story.Effects.OfType<MailPerson>(), m => m.Subject.EndsWith("You own a follow-up action", StringComparison.Ordinal)).News);
    }

    [Fact]
    public void An_action_is_closed_however_its_id_is_typed_and_an_unknown_one_names_those_that_are_open()
    {
        var story = Resolved().Do(at => new AddAction(at, "mia", "Add a canary", "ana", at.AddDays(3)));

        Assert.Equal("There is no action \"7\". Open are: a1 (Add a canary).", story.Say(at => new CloseAction(at, "ana", "7", "Done")).Refusal);
        story.Do(at => new CloseAction(at, "ana", " A1 ", "Done"));

        Assert.NotNull(Assert.Single(story.Incident.Actions).ClosedAt);
    }

    [Fact]
    public void A_post_mortem_that_is_held_early_was_not_cancelled()
    {
        var story = Resolved(Policy with { HasCalendar = false }).Do(at => new HoldPostmortem(at, "mia", "We found the gap"));

        var mails = story.Effects.OfType<MailPerson>().Where(m => m.Invitation is { Cancelled: true }).ToList();
        Assert.NotEmpty(mails);
        Assert.All(mails, m => Assert.Equal("[Checkout] Post-mortem held already; taken out of your calendar", m.Subject));
    }

    [Fact]
    public void In_a_breach_the_text_is_asked_about_for_the_team_and_anew_when_its_readers_change()
    {
        var story = Story.TeamSet(Monday).Do(at => new RecordFinding(at, "ana", "Rolled back", "Card payments", "A bad release"));
        string Asked() => Assert.Single(story.Incident.OpenRequests(RequestKind.ApproveInternal)).Request.Question;
        Assert.Equal("May this go to the company: Identified?", Asked());

        story.Do(at => new SuspectBreach(at, "ana", "A dump"));
        Assert.Equal("May this go to the team: Identified?", Asked());

        story.Do(at => new ClearBreach(at, "dora", "None"));
        Assert.Equal("May this go to the company: Identified?", Asked());
    }

    [Fact]
    public void An_alert_within_half_an_hour_asks_a_resolved_incident_and_not_a_closed_one()
    {
        var story = Resolved();
        Assert.Null(story.Say(at => new AlertFired(at, Alert("a2", "e2", at))).Refusal);
        Assert.Single(story.Incident.OpenRequests(RequestKind.ConfirmRelapse));

        story.Do(at => new HoldPostmortem(at, "mia", "We found the gap")).Do(at => new ConfirmActions(at, "mia", "None"));
        Assert.Equal(Phase.Closed, story.Incident.Phase);
        Assert.Equal("This incident takes no more alerts; a new one opens.", story.Say(at => new AlertFired(at, Alert("a3", "e3", at))).Refusal);
    }

    // Never public, so that the follow-up is all that is left.
    static Story Resolved(PlanPolicy? policy = null) => Story.TeamSet(Monday, policy: policy).Do(at => new KeepInternal(at, "mia", "Staff only"))
        .Do(at => new DeclareResolved(at, "mia", "Error rate is normal")).Answer(RequestKind.ApproveInternal, "bea", "approve");
}
