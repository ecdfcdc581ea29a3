using Incidents.Rules;
using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>Everyone who was told that it began is told that it ended.</summary>
public class EndingStories
{
    [Fact]
    public void When_everything_arrives_it_is_on_record_that_everyone_was_told()
    {
        var story = Resolved().Deliver();

        Assert.Single(story.Events.OfType<EndingTold>());
        Assert.Equal(["chat", "status-page", "x"], story.Incident.Told.Keys);
        Assert.Empty(story.Incident.AwaitingEnding);
        Assert.Null(story.Incident.EndingRemindAt);
        story.Wait(TimeSpan.FromDays(1));
        Assert.DoesNotContain(story.Effects, IsReminder);
    }

    [Fact]
    public void A_channel_that_did_not_get_the_end_is_an_open_item_by_name_and_brought_to_mind_until_it_did()
    {
        var story = Resolved().Report(e => e is PostPublicly { Kind: NoticeKind.Resolved } ? null : DeliveryOutcome.Delivered);
        Assert.Equal(["x"], story.Incident.AwaitingEnding);
        Assert.DoesNotContain(story.Events, e => e is EndingTold);

        story.Wait(Policy.Times.Reminder);
        Assert.Contains("x", Assert.Single(story.Effects.OfType<MailPerson>(), m => IsReminder(m) && m.Person == "mia").Text, StringComparison.Ordinal);
        story.Wait(Policy.Times.Chase);
        Assert.Equal(2, story.Effects.Count(e => IsReminder(e) && e is MailPerson { Person: "mia" }));

        story.Deliver();
        Assert.Single(story.Events.OfType<EndingTold>());
        story.Wait(TimeSpan.FromHours(20));
        Assert.Equal(2, story.Effects.Count(e => IsReminder(e) && e is MailPerson { Person: "mia" }));
    }

    [Fact]
    public void A_person_who_says_how_they_were_told_closes_the_item_and_is_named()
    {
        var story = Resolved().Report(e => e is PostPublicly { Kind: NoticeKind.Resolved } ? null : DeliveryOutcome.Delivered);

        Assert.Equal("Please say how x was told, or why that is not needed.", story.Say(at => new MarkTold(at, "bea", "x", " ")).Refusal);
        Assert.StartsWith("\"nobody\" was not told that it began.", story.Say(at => new MarkTold(at, "bea", "nobody", "Phoned")).Refusal, StringComparison.Ordinal);
        story.Do(at => new MarkTold(at, "bea", "x", "Posted by hand"));

        Assert.Equal(("bea", "x", "Posted by hand"), story.Events.OfType<EndingMarked>().Select(e => (e.By, e.Who, e.Reason)).Single());
        Assert.IsType<EndingTold>(story.Events[^1]);
        Assert.Empty(story.Say(at => new MarkTold(at, "mia", "x", "Again")).Steps);
    }

    [Fact]
    public void Before_the_end_is_announced_nobody_is_owed_it()
    {
        var story = Story.TeamSet(Monday).Approve().Deliver();

        Assert.Equal("It has not ended yet: its resolution is announced first.", story.Say(at => new MarkTold(at, "bea", "x", "Phoned")).Refusal);
        Assert.Null(story.Incident.EndingRemindAt);
    }

    [Fact]
    public void What_may_have_arrived_counts_as_told_that_it_began_and_not_as_told_that_it_ended()
    {
        var story = Story.TeamSet(Monday).Approve().Report(e => e is PostPublicly ? DeliveryOutcome.Uncertain : DeliveryOutcome.Delivered);
        End(story).Report(e => e is PostPublicly ? DeliveryOutcome.Uncertain : DeliveryOutcome.Delivered);

        Assert.Equal(["x"], story.Incident.AwaitingEnding);
    }

    [Fact]
    public void Whoever_never_heard_that_it_began_is_owed_nothing()
    {
        var story = Story.TeamSet(Monday).Approve().Report(e => e is PostPublicly ? DeliveryOutcome.GivenUp : DeliveryOutcome.Delivered);
        End(story).Report(e => e is PostPublicly ? DeliveryOutcome.GivenUp : DeliveryOutcome.Delivered);

        Assert.Single(story.Events.OfType<EndingTold>());
    }

    [Fact]
    public void An_undelivered_end_that_is_sent_again_and_arrives_is_the_end()
    {
        var story = Resolved().Report(e => e is PostPublicly { Kind: NoticeKind.Resolved } ? DeliveryOutcome.GivenUp : DeliveryOutcome.Delivered);
        var id = Assert.Single(story.Incident.Undelivered.Keys);
        Assert.Equal(["x"], story.Incident.AwaitingEnding);

        story.Do(at => new SendAgain(at, "ana", id));
        Assert.Empty(story.Say(at => new SendAgain(at, "bea", id)).Steps);
        story.Deliver();

        Assert.Single(story.Events.OfType<EndingTold>());
    }

    [Fact]
    public void An_end_that_came_back_is_owed_again_until_it_is_sent_again_and_arrives()
    {
        var story = Resolved().Deliver();
        Assert.Single(story.Events.OfType<EndingTold>());
        var (id, end) = story.Sent.Last(e => e.Effect is PostInternally && story.Incident.AnnouncementOf(e.Id)?.Kind == NoticeKind.Resolved);

        story.Do(at => new ReturnReported(at, id, end, "No such channel."));

        Assert.Equal(["chat"], story.Incident.AwaitingEnding);
        Assert.Equal("No such channel.", story.Incident.Undelivered[id].Detail);
        Assert.IsType<EndingAwaited>(story.Events[^1]);
        Assert.Empty(story.Say(at => new ReturnReported(at, id, end, "Once more.")).Steps);

        story.Do(at => new SendAgain(at, "ana", id)).Deliver();
        Assert.Empty(story.Incident.AwaitingEnding);
        Assert.IsType<EndingTold>(story.Events[^1]);
        Assert.Empty(story.Say(at => new ReturnReported(at, id, end, "Late.")).Steps);
    }

    [Fact]
    public void What_was_never_delivered_cannot_come_back()
    {
        var story = Resolved();
        var (id, effect) = story.Sent[^1];

        Assert.Empty(story.Say(at => new ReturnReported(at, id, effect, "No such channel.")).Steps);
    }

    [Fact]
    public void A_beginning_that_came_back_leaves_the_end_owed()
    {
        var story = Story.TeamSet(Monday).Approve().Deliver();
        var (id, began) = story.Sent.First(e => e.Effect is PostInternally && story.Incident.AnnouncementOf(e.Id) is not null);
        story.Do(at => new ReturnReported(at, id, began, "No such channel."));

        End(story).Report(e => e is PostInternally ? null : DeliveryOutcome.Delivered);

        Assert.Equal(["chat"], story.Incident.AwaitingEnding);
    }

    [Fact]
    public void An_end_that_a_person_marked_as_done_counts_also_while_it_is_still_tried()
    {
        var story = Resolved().Report(e => e is PostPublicly { Kind: NoticeKind.Resolved } ? null : DeliveryOutcome.Delivered);
        var resolved = story.Incident.Announcements.Single(a => a.Value is { Kind: NoticeKind.Resolved, Audience: Audience.Public }).Key;
        var id = $"i/{resolved}/1";

        story.Do(at => new MarkDelivered(at, "bea", id, "Posted by hand"));
        Assert.Empty(story.Say(at => new MarkDelivered(at, "mia", id, "Me too")).Steps);
        Assert.Equal("Somebody marked it as done.", Plan.Unwanted(story.Incident, id, new PostPublicly("x", 4, NoticeKind.Resolved, "t"), story.Now));
        story.Report(e => e is PostPublicly ? DeliveryOutcome.Dropped : null);

        Assert.Single(story.Events.OfType<EndingTold>());
    }

    [Fact]
    public void After_a_relapse_the_next_end_is_owed_to_everyone_again()
    {
        var story = Resolved().Report(e => e is PostPublicly { Kind: NoticeKind.Resolved } ? null : DeliveryOutcome.Delivered).Do(at => new ReportRelapse(at, "ana", "Cards fail again"));
        Assert.Null(story.Incident.EndingRemindAt);
        story.Approve().Deliver();
        Assert.Equal(["chat", "status-page", "x"], story.Incident.AwaitingEnding);

        End(story).Deliver();
        Assert.Single(story.Events.OfType<EndingTold>());
    }

    [Fact]
    public void An_open_item_outlives_the_incident()
    {
        var story = Resolved().Report(e => e is PostPublicly { Kind: NoticeKind.Resolved } ? null : DeliveryOutcome.Delivered);
        story.Do(at => new RecordSupportPlan(at, "bea", "Wait", DirectContact: false, "No need", PublishWorkaround: false)).Do(at => new WriteReport(at, "mia", "# Report")).Approve()
            .Do(at => new HoldPostmortem(at, "mia", "Notes")).Do(at => new ConfirmActions(at, "mia", "None needed")).Do(at => new ConfirmReport(at, "mia"));
        Assert.Equal((Phase.Closed, false), (story.Incident.Phase, story.Incident.Ended));

        story.Do(at => new MarkTold(at, "bea", "x", "Posted by hand"));
        Assert.True(story.Incident.Ended);
    }

    [Fact]
    public void In_the_breach_lane_persons_are_told_and_the_chat_that_heard_of_it_before_is_owed_the_end()
    {
        var story = Story.TeamSet(Monday).Deliver().Do(at => new SuspectBreach(at, "ana", "A dump"));
        End(story).Deliver();

        Assert.Equal(["chat"], story.Incident.AwaitingEnding);
        Assert.Contains("mail/dora", story.Incident.Told.Keys);
        Assert.Equal("Dora", Endings.NameOf("mail/dora", Policy.Roster.NameOf));
    }

    [Fact]
    public void A_post_that_waited_gives_way_to_a_later_one_but_a_workaround_only_to_the_end()
    {
        var story = Story.TeamSet(Monday).Approve();
        var first = story.Incident.Announcements.First(a => a.Value.Audience == Audience.Public).Key;
        var post = new PostPublicly("x", 1, NoticeKind.Investigating, "t");
        story.Do(at => new RecordSupportPlan(at, "bea", "Pay by transfer", DirectContact: false, "No", PublishWorkaround: true)).Approve().Wait(TimeSpan.FromMinutes(2));
        Assert.Null(Plan.Unwanted(story.Incident, $"i/{first}/1", post, story.Now));

        var workaround = story.Incident.Announcements.Last().Key;
        story.Do(at => new RecordFinding(at, "ana", "Rolled back", "Cards", "A release")).Approve();
        Assert.Equal("A later announcement tells where it stands.", Plan.Unwanted(story.Incident, $"i/{first}/1", post, story.Now));
        Assert.Null(Plan.Unwanted(story.Incident, $"i/{workaround}/1", post with { Kind = NoticeKind.Workaround, Number = 2 }, story.Now));

        End(story);
        Assert.NotNull(Plan.Unwanted(story.Incident, $"i/{workaround}/1", post with { Kind = NoticeKind.Workaround, Number = 2 }, story.Now));
        var last = story.Incident.Announcements.Last(a => a.Value.Audience == Audience.Public).Key;
        Assert.Null(Plan.Unwanted(story.Incident, $"i/{last}/1", post with { Kind = NoticeKind.Resolved, Number = 4 }, story.Now.AddHours(2)));
    }

    static bool IsReminder(Effect effect) => effect is MailPerson { Subject: var subject } && subject.Contains("Not everybody was told", StringComparison.Ordinal);

    static Story Resolved() => End(Story.TeamSet(Monday).Approve());

    static Story End(Story story) => story.Do(at => new DeclareResolved(at, "mia", "Error rate is normal")).Approve();
}
