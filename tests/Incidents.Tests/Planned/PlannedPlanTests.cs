using Incidents.Planned;
using Incidents.Public;
using static Incidents.Tests.Planned.PlannedStory;

namespace Incidents.Tests.Planned;

public class PlannedPlanTests
{
    [Fact]
    public void A_draft_is_nobodys_to_read_until_a_manager_publishes_just_what_was_read()
    {
        var story = new PlannedStory().Say(Draft());
        Assert.Null(story.Work!.Public);

        Assert.Contains("Only an incident response manager lets the public know: Mia", story.Say(new PublishWork(Ten.AddDays(-2), "ana", SignedIn: true, 1)).Refusal, StringComparison.Ordinal);
        Assert.Contains("key publishes nothing", story.Say(new PublishWork(Ten.AddDays(-2), "mia", SignedIn: false, 1)).Refusal, StringComparison.Ordinal);
        story.Say(new EditWork(Ten.AddDays(-2), "ana", SignedIn: true, Text: "Payments pause for ten minutes."));
        Assert.Contains("changed since you read it", story.Say(new PublishWork(Ten.AddDays(-2), "mia", SignedIn: true, 1)).Refusal, StringComparison.Ordinal);
        Assert.Null(story.Work.Public);

        story.Say(new PublishWork(Ten.AddDays(-2), "mia", SignedIn: true, 2));
        Assert.Equal(new PlannedApproval(Ten.AddDays(-2), "mia", 2), story.Work.Approval);
        Assert.Equal([new MaintenanceUpdate(1, Ten.AddDays(-2), MaintenanceState.Scheduled, "Payments pause for ten minutes.")], story.Work.Public!.Updates);
        Assert.Equal(["ana", "ana", "mia"], story.Work.Entries.Select(e => e.By));
    }

    [Fact]
    public void A_draft_is_never_started_by_the_clock()
    {
        var story = new PlannedStory().Say(Draft()).Strike(30);
        Assert.Equal((MaintenanceState.Scheduled, 1), (story.Work!.State, story.Work.Revision));
        Assert.Contains("no manager", story.Work.Concern(Ten.AddMinutes(30)), StringComparison.Ordinal);
        Assert.Contains("has to publish it first", story.Say(new StartWork(Ten, "ana", SignedIn: true)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void It_goes_from_scheduled_to_completed_by_people_with_the_standard_sentences_that_were_approved()
    {
        var story = Published(starts: false, ends: false).Say(new StartWork(Ten.AddMinutes(3), "ana", SignedIn: false));
        Assert.Equal(new MaintenanceUpdate(2, Ten.AddMinutes(3), MaintenanceState.InProgress, "The maintenance has begun and is expected to end at 2026-03-02 23:00 UTC."), story.Last);
        Assert.Equal(Ten.AddMinutes(3), story.Work!.StartedAt);
        Assert.Equal(MaintenanceState.Verifying, story.Say(new VerifyWork(Ten.AddMinutes(40), "ana", SignedIn: true)).Last.State);
        Assert.Equal(MaintenanceState.InProgress, story.Say(new StartWork(Ten.AddMinutes(45), "ana", SignedIn: true)).Last.State);
        Assert.Equal(Ten.AddMinutes(3), story.Work.StartedAt);
        story.Say(new CompleteWork(Ten.AddMinutes(50), "rui", SignedIn: true));
        Assert.Equal((MaintenanceState.Completed, Ten.AddMinutes(50), "The maintenance is over."), (story.Work.State, story.Work.CompletedAt, story.Last.Text));

        // Said again, it is so already; said too late, it is refused.
        var revision = story.Work.Revision;
        Assert.Null(story.Say(new CompleteWork(Ten.AddMinutes(51), "ana", SignedIn: true)).Refusal);
        Assert.NotNull(story.Say(new StartWork(Ten.AddMinutes(52), "ana", SignedIn: true)).Refusal);
        Assert.Equal(revision, story.Work.Revision);
    }

    [Fact]
    public void Words_of_ones_own_are_a_managers()
    {
        var story = Published(starts: false, ends: false);
        Assert.Contains("words that nobody approved", story.Say(new StartWork(Ten, "ana", SignedIn: true, "We unplug it.")).Refusal, StringComparison.Ordinal);
        Assert.Contains("words that nobody approved", story.Say(new EditWork(Ten.AddDays(-1), "ana", SignedIn: true, Title: "Another")).Refusal, StringComparison.Ordinal);
        Assert.Contains("key publishes nothing", story.Say(new SayOfWork(Ten.AddDays(-1), "mia", SignedIn: false, "Soon.")).Refusal, StringComparison.Ordinal);
        Assert.Contains("on the roster", story.Say(new StartWork(Ten, "nobody", SignedIn: true)).Refusal, StringComparison.Ordinal);
        Assert.Single(story.Work!.Updates);
        Assert.Equal("We unplug it.", story.Say(new StartWork(Ten, "mia", SignedIn: true, " We unplug it. ")).Last.Text);
        Assert.NotNull(story.Say(new SayOfWork(Ten.AddMinutes(1), "mia", SignedIn: true, " ")).Refusal);
        Assert.NotNull(story.Say(new SayOfWork(Ten.AddMinutes(1), "mia", SignedIn: true, new string('x', 4_001))).Refusal);
    }

    [Fact]
    public void It_begins_and_ends_by_itself_when_told_to_and_never_before()
    {
        var story = Published().Strike(-0.1);
        Assert.Equal(MaintenanceState.Scheduled, story.Work!.State);
        story.Strike(0.1);
        Assert.Equal((MaintenanceState.InProgress, Ten, Ten.AddHours(1)), (story.Work.State, story.Work.StartedAt, story.Work.NextDeadline));
        Assert.DoesNotContain("late", story.Last.Text, StringComparison.Ordinal);
        story.Strike(60);
        Assert.Equal((MaintenanceState.Completed, Ten.AddHours(1), null), (story.Work.State, story.Work.CompletedAt, story.Work.NextDeadline));
        var revision = story.Work.Revision;
        Assert.Equal(revision, story.Strike(61).Work!.Revision);
        Assert.Null(story.Work.Entries[^1].By);
    }

    [Fact]
    public void After_an_outage_it_begins_late_and_says_so()
    {
        var story = Published().Strike(40);
        Assert.Equal((MaintenanceState.InProgress, Ten), (story.Work!.State, story.Work.StartedAt));
        Assert.Equal(new MaintenanceUpdate(2, Ten.AddMinutes(40), MaintenanceState.InProgress,
            "The maintenance has begun and is expected to end at 2026-03-02 23:00 UTC. This notice is late: it was due at 2026-03-02 22:00 UTC."), story.Last);
        story.Strike(90);
        Assert.Equal((Ten.AddHours(1), "The maintenance is over. This notice is late: it was due at 2026-03-02 23:00 UTC."), (story.Work.CompletedAt, story.Last.Text));
    }

    [Fact]
    public void What_passed_whole_while_the_clock_stood_still_is_never_said_to_be_on()
    {
        var story = Published().Strike(600);
        Assert.Equal((MaintenanceState.Completed, Ten, Ten.AddHours(1)), (story.Work!.State, story.Work.StartedAt, story.Work.CompletedAt));
        Assert.Equal(["Payments pause for five minutes.", "The time scheduled for this maintenance, from 2026-03-02 22:00 UTC to 2026-03-02 23:00 UTC, is over. No notice could be published during it."],
            story.Work.Updates.Select(u => u.Text));

        // Without leave to end by itself it may still be on.
        var open = Published(ends: false).Strike(600);
        Assert.Equal((MaintenanceState.InProgress, true), (open.Work!.State, open.Work.Public!.Overrun));
    }

    [Fact]
    public void What_takes_longer_is_shown_until_it_is_extended_or_over()
    {
        var story = Published(ends: false).Strike(0).Strike(60);
        Assert.True(story.Work!.Public!.Overrun);
        Assert.Contains("longer than the public was told", story.Work.Concern(Ten.AddMinutes(61)), StringComparison.Ordinal);
        Assert.Null(story.Work.NextDeadline);

        story.Say(new ExtendWork(Ten.AddMinutes(65), "ana", SignedIn: false, Ten.AddMinutes(120)));
        Assert.Equal(("The maintenance takes longer than planned. It is now expected to end at 2026-03-03 00:00 UTC.", false, Ten.AddMinutes(120)),
            (story.Last.Text, story.Work.Public.Overrun, story.Work.NextDeadline));
        Assert.True(story.Strike(120).Work!.Public!.Overrun);
        Assert.False(story.Say(new CompleteWork(Ten.AddMinutes(125), "ana", SignedIn: true)).Work!.Public!.Overrun);
        Assert.NotNull(Published().Say(new ExtendWork(Ten.AddMinutes(30), "ana", SignedIn: true, Ten.AddMinutes(20))).Refusal);
    }

    [Fact]
    public void It_is_moved_and_called_off_before_it_begins_only_and_calendars_can_follow()
    {
        var story = Published();
        Assert.Equal(0, story.Work!.Public!.Revision);
        story.Say(new EditWork(Ten.AddDays(-1), "mia", SignedIn: true, Start: Ten.AddHours(2), End: Ten.AddHours(3)));
        Assert.Equal((1, "The maintenance was moved: it takes place from 2026-03-03 00:00 UTC to 2026-03-03 01:00 UTC."), (story.Work.Public.Revision, story.Last.Text));
        story.Say(new EditWork(Ten.AddDays(-1).AddMinutes(1), "mia", SignedIn: true, Title: "Upgrade of the database"));
        Assert.Equal((2, 2, Ten.AddDays(-1).AddMinutes(1)), (story.Work.Public.Revision, story.Work.Updates.Count, story.Work.Public.ChangedAt));
        Assert.Contains("what was said stays", story.Say(new EditWork(Ten.AddDays(-1), "mia", SignedIn: true, Text: "Other")).Refusal, StringComparison.Ordinal);
        story.Say(new CancelWork(Ten, "ana", SignedIn: true));
        Assert.Equal((true, MaintenanceState.Completed, 3, "This maintenance was called off."), (story.Work.Public.Cancelled, story.Work.State, story.Work.Public.Revision, story.Last.Text));

        var begun = Published().Strike(0);
        Assert.Contains("broken off", begun.Say(new CancelWork(Ten.AddMinutes(1), "mia", SignedIn: true)).Refusal, StringComparison.Ordinal);
        Assert.Contains("extend it", begun.Say(new EditWork(Ten.AddMinutes(1), "mia", SignedIn: true, End: Ten.AddHours(5))).Refusal, StringComparison.Ordinal);
        Assert.Null(new PlannedStory().Say(Draft()).Say(new CancelWork(Ten.AddDays(-2), "ana", SignedIn: true)).Work!.Public);
    }

    [Fact]
    public void What_nobody_can_mean_is_refused_in_words()
    {
        Assert.Contains("end after it begins", Refused(Draft() with { End = Ten }), StringComparison.Ordinal);
        Assert.Contains("in the past", Refused(Draft() with { At = Ten.AddHours(1) }), StringComparison.Ordinal);
        Assert.Contains("30 days", Refused(Draft() with { End = Ten.AddDays(31) }), StringComparison.Ordinal);
        Assert.Contains("no service \"shop\". The services are: checkout", Refused(Draft() with { Services = [new("shop", ServiceStatus.MajorOutage)] }), StringComparison.Ordinal);
        Assert.Contains("at least one service", Refused(Draft() with { Services = [] }), StringComparison.Ordinal);
        Assert.Contains("stays operational", Refused(Draft() with { Services = [new("checkout", ServiceStatus.Operational)] }), StringComparison.Ordinal);
        Assert.Contains("title", Refused(Draft() with { Title = " " }), StringComparison.Ordinal);
        Assert.Contains("customers will notice", Refused(Draft() with { Text = "" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_language_has_every_sentence_with_its_times()
    {
        foreach (var language in (string[])["en", "pt", "es", "ar"])
        {
            var texts = PlannedTexts.For(language);
            Assert.All(texts.All, text => Assert.NotEmpty(text));
            Assert.Contains("{end}", texts.Begun, StringComparison.Ordinal);
            Assert.Contains("{end}", texts.Extended, StringComparison.Ordinal);
            Assert.Contains("{start}", texts.Missed, StringComparison.Ordinal);
            Assert.Contains("{due}", texts.Late, StringComparison.Ordinal);
            Assert.Equal(language != "en", texts != PlannedTexts.For("en"));
        }
    }

    static string? Refused(DraftWork draft) => new PlannedStory().Say(draft).Refusal;
}
