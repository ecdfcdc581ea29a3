using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>A push that asks nothing rings while it is true, and not beside a later one that says the same.</summary>
public class NudgeStories
{
    [Fact]
    public void One_that_waited_gives_way_to_the_next_and_a_fresh_one_does_not()
    {
        var story = Story.Declared(Monday).Do(at => new AcceptCommand(at, "mia")).Wait(Policy.Times.Reminder);
        var first = Pushes(story, "The team is not complete").Single();
        Assert.Null(Plan.Unwanted(story.Incident, first.Id, first.Effect, story.Now.AddHours(1)));

        story.Wait(Policy.Times.Reminder);
        var second = Pushes(story, "The team is not complete")[^1];

        Assert.Equal("A later push says it.", Plan.Unwanted(story.Incident, first.Id, first.Effect, story.Now));
        Assert.Null(Plan.Unwanted(story.Incident, first.Id, first.Effect, story.Events.OfType<SetUpReminded>().First().At + Announcement.Fresh - TimeSpan.FromSeconds(1)));
        Assert.Null(Plan.Unwanted(story.Incident, second.Id, second.Effect, story.Now.AddHours(1)));
    }

    [Fact]
    public void One_about_what_was_done_meanwhile_does_not_ring()
    {
        var story = Story.Declared(Monday).Do(at => new AcceptCommand(at, "mia")).Wait(Policy.Times.Reminder);
        var push = Pushes(story, "The team is not complete").Single();

        story.Answer(RequestKind.ConfirmTeam, "mia", "confirm");

        Assert.Equal("It has been done meanwhile.", Plan.Unwanted(story.Incident, push.Id, push.Effect, story.Now));
    }

    [Fact]
    public void A_suspected_breach_rings_however_late_until_it_is_settled()
    {
        var story = Story.TeamSet(Monday, Policy with { Roster = Policy.Roster with { People = [.. Policy.Roster.People.Select(person => person with { HasPush = true })] } }).Do(at => new SuspectBreach(at, "ana", "A dump"));
        var push = Pushes(story, "A breach is suspected").Single();
        Assert.Null(Plan.Unwanted(story.Incident, push.Id, push.Effect, story.Now.AddHours(5)));

        story.Do(at => new ClearBreach(at, "dora", "None"));
        Assert.NotNull(Plan.Unwanted(story.Incident, push.Id, push.Effect, story.Now));
    }

    [Fact]
    public void A_relapse_rings_until_it_is_over_and_a_question_is_left_to_its_answer()
    {
        var story = Story.TeamSet(Monday).Approve().Do(at => new RecordFinding(at, "ana", null, "Checkout", "unknown")).Approve().Do(at => new ReportRelapse(at, "ana", "Worse"));
        var push = Pushes(story, "It has come back")[0];
        Assert.Null(Plan.Unwanted(story.Incident, push.Id, push.Effect, story.Now.AddHours(1)));
        Assert.All(story.Sent.Where(e => e.Effect is PushPerson { RequestId: { } id } && story.Incident.Request(id) is { Open: true }), e => Assert.Null(Plan.Unwanted(story.Incident, e.Id, e.Effect, story.Now.AddHours(1))));

        story.Approve().Do(at => new DeclareResolved(at, "mia", "Over"));
        Assert.NotNull(Plan.Unwanted(story.Incident, push.Id, push.Effect, story.Now));
    }

    [Fact]
    public void One_that_is_sent_again_by_hand_is_about_the_same()
    {
        var story = Story.Declared(Monday).Do(at => new AcceptCommand(at, "mia")).Wait(Policy.Times.Reminder).Report(e => e is PushPerson { RequestId: null } ? DeliveryOutcome.GivenUp : DeliveryOutcome.Delivered);
        var push = Pushes(story, "The team is not complete").Single();
        story.Do(at => new SendAgain(at, "mia", push.Id));
        var again = Pushes(story, "The team is not complete")[^1];
        Assert.NotEqual(push.Id, again.Id);
        Assert.Null(Plan.Unwanted(story.Incident, again.Id, again.Effect, story.Now.AddHours(1)));

        story.Answer(RequestKind.ConfirmTeam, "mia", "confirm");
        Assert.NotNull(Plan.Unwanted(story.Incident, again.Id, again.Effect, story.Now));
    }

    static List<(string Id, Effect Effect)> Pushes(Story story, string title) => [.. story.Sent.Where(e => e.Effect is PushPerson { FailureOf: null } push && push.Title.EndsWith(title, StringComparison.Ordinal))];
}
