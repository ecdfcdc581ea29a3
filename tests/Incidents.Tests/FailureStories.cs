using Incidents.Rules;
using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>What was not delivered is told to a person, once, and never goes round.</summary>
public class FailureStories
{
    [Fact]
    public void A_post_that_was_given_up_is_told_to_the_manager_at_once_by_push_and_mail()
    {
        var story = Story.TeamSet(Monday).Approve();

        story.Report(e => e is PostPublicly ? DeliveryOutcome.GivenUp : null);

        var mail = Assert.Single(Mails(story));
        Assert.Equal(("mia", "[Checkout] Not delivered: Public post (x): Investigating"), (mail.Person, mail.Subject));
        Assert.StartsWith("ref\n\nTell them in another way.", mail.Text, StringComparison.Ordinal);
        var push = Assert.Single(Pushes(story));
        Assert.Equal(("mia", mail.Subject, true), (push.Person, push.Title, push.Urgent));
    }

    [Fact]
    public void Before_anybody_has_it_the_next_of_the_call_order_hears_that_a_call_did_not_arrive()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertFired(at, Alert())).Report(e => e is MailPerson { Person: "ana" } ? DeliveryOutcome.GivenUp : null);

        Assert.Equal(("rui", "[Checkout] Not delivered: Mail to Ana: [Checkout] Please look at this"), (Assert.Single(Mails(story)).Person, Mails(story).Single().Subject));
    }

    [Fact]
    public void A_managers_own_mail_that_is_refused_is_told_to_somebody_else()
    {
        var story = Story.Declared(Monday).Report(e => e is MailPerson { Person: "mia" } ? DeliveryOutcome.GivenUp : null);
        Assert.All(Mails(story), m => Assert.Equal("ana", m.Person));
        Assert.NotEmpty(Mails(story));
    }

    [Fact]
    public void A_mail_that_came_back_is_told_and_one_that_may_not_have_arrived_too()
    {
        var story = Story.TeamSet(Monday).Report(e => e is PostInternally ? DeliveryOutcome.Uncertain : null);
        Assert.StartsWith("[Checkout] May not have arrived: Post to the company", Assert.Single(Mails(story)).Subject, StringComparison.Ordinal);

        var (id, effect) = story.Sent.First(s => s.Effect is MailPerson { Person: "bea" });
        story.Do(at => new DeliveryReported(at, id, effect, DeliveryOutcome.Delivered, "ref")).Do(at => new ReturnReported(at, id, effect, "550 no such user")).Do(at => new ReturnReported(at, id, effect, "550 no such user"));

        Assert.Equal(2, Mails(story).Count);
        Assert.Contains("550 no such user", Mails(story)[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_private_incident_nobody_hears_who_may_not_see_it()
    {
        // Whoever is called is the data protection officer as well: everybody else who would be called has nothing to do with it.
        var people = Policy.Roster.People.Select(person => person with { Roles = person.Id == "ana" ? [.. person.Roles, Role.DataProtectionOfficer] : [.. person.Roles.Where(role => role != Role.DataProtectionOfficer)] });
        var policy = Policy with { Roster = Policy.Roster with { People = [.. people] } };

        var story = new Story(policy, Monday).Do(at => new AlertFired(at, Alert())).Do(at => new SuspectBreach(at, "bea", "A dump was found"))
            .Report(e => e is MailPerson { Person: "ana" } ? DeliveryOutcome.GivenUp : null);

        Assert.NotEmpty(story.Incident.Undelivered);
        Assert.All(Mails(story), mail => Assert.True(Sight.Sees(story.Incident, mail.Person, policy), $"{mail.Person} may not see it."));
    }

    [Fact]
    public void When_everything_fails_each_message_is_told_of_once_and_no_word_about_a_failure_is()
    {
        var story = Story.TeamSet(Monday).Approve();
        var told = story.Effects.Count;
        for (var turn = 0; turn < 5; turn++)
        {
            story.Report(_ => DeliveryOutcome.GivenUp);
        }

        Assert.Equal(told, Mails(story).Count);
        Assert.Equal(told, Mails(story).Select(m => m.FailureOf).Distinct().Count());
        Assert.Equal(2 * told + 1, story.Effects.Count);
        Assert.Equal(told, story.Incident.Undelivered.Count);
    }

    [Fact]
    public void What_was_dealt_with_is_told_no_more()
    {
        var story = Story.TeamSet(Monday).Report(e => e is PostInternally ? DeliveryOutcome.GivenUp : null);
        var mail = Assert.Single(Mails(story));
        Assert.Null(Plan.Unwanted(story.Incident, mail));

        story.Do(at => new MarkDelivered(at, "mia", mail.FailureOf!, "By telephone"));

        Assert.NotNull(Plan.Unwanted(story.Incident, mail));
        Assert.NotNull(Plan.Unwanted(story.Incident, Assert.Single(Pushes(story))));
    }

    static List<MailPerson> Mails(Story story) => [.. story.Effects.OfType<MailPerson>().Where(m => m.FailureOf is not null)];

    static List<PushPerson> Pushes(Story story) => [.. story.Effects.OfType<PushPerson>().Where(p => p.FailureOf is not null)];
}
