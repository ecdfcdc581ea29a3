using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>The post-mortem in the team's calendars.</summary>
public class CalendarStories
{
    [Fact]
    public void Once_resolved_the_meeting_goes_into_the_calendars_and_the_mail_does_not_wait_for_them()
    {
        var story = Resolved();

        var book = Assert.Single(story.Effects.OfType<BookMeeting>());
        Assert.Equal(story.Incident.MeetAt, book.At);
        Assert.Equal(TimeSpan.FromHours(1), book.Length);
        Assert.All(book.Windows, w => Assert.True(w.From >= story.Incident.ResolvedAt + Policy.Times.PostmortemRest && w.To <= story.Incident.PostmortemBy));
        Assert.Equal(["mia", "ana", "bea"], book.People);
        Assert.Contains(story.Effects, e => e is MailPerson { Person: "bea", Subject: var s } && s.Contains("Post-mortem at", StringComparison.Ordinal));
    }

    [Fact]
    public void A_better_time_that_the_calendars_found_is_the_time_and_everybody_is_told()
    {
        var story = Resolved();
        var mails = story.Effects.Count;
        var better = story.Incident.MeetAt!.Value.AddHours(1);

        Report(story, BookMeeting.Reference(better, "The first time when everybody is free."));

        Assert.Equal(better, story.Incident.MeetAt);
        Assert.Equal("The first time when everybody is free.", story.Incident.MeetReason);
        Assert.Equal(3, story.Effects.Skip(mails).OfType<MailPerson>().Count());
        Assert.Single(story.Effects.OfType<BookMeeting>());
    }

    [Fact]
    public void The_proposed_time_confirmed_tells_nobody_again()
    {
        var story = Resolved();
        var before = story.Effects.Count;

        Report(story, BookMeeting.Reference(story.Incident.MeetAt!.Value, "Everybody is free."));

        Assert.Equal(before, story.Effects.Count);
    }

    [Fact]
    public void A_meeting_that_a_person_moves_moves_in_the_calendars_to_exactly_that_time()
    {
        var story = Resolved();
        var to = story.Now.AddDays(1);

        story.Do(at => new MovePostmortem(at, "mia", to, "Ana is away"));

        var moved = story.Effects.OfType<BookMeeting>().Last();
        Assert.Equal(to, moved.At);
        Assert.Empty(moved.Windows);
        Assert.Equal("It was moved meanwhile.", Plan.Unwanted(story.Incident, story.Effects.OfType<BookMeeting>().First()));
        Assert.Null(Plan.Unwanted(story.Incident, moved));
    }

    [Fact]
    public void Whoever_joins_the_team_later_goes_into_the_calendars_at_once()
    {
        var story = Resolved();
        Report(story, BookMeeting.Reference(story.Incident.MeetAt!.Value, "Everybody is free."));

        story.Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");

        var book = story.Effects.OfType<BookMeeting>().Last();
        Assert.Equal(["mia", "ana", "bea", "max"], book.People);
        Assert.Equal(story.Incident.MeetAt, book.At);
        Assert.Empty(book.Windows);
        Assert.Null(Plan.Unwanted(story.Incident, book));
        Assert.Contains(story.Effects, e => e is MailPerson { Person: "max", Invitation: null, Text: var text } && text.StartsWith("You have joined the team", StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_joins_while_the_calendars_are_asked_is_invited_to_the_time_that_they_find()
    {
        var story = Resolved();
        var first = story.Effects.OfType<BookMeeting>().Single();
        story.Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");
        var early = story.Effects.OfType<BookMeeting>().Last();
        var better = story.Incident.MeetAt!.Value.AddHours(1);

        story.Do(at => new DeliveryReported(at, "i/9/0", first, DeliveryOutcome.Delivered, BookMeeting.Reference(better, "The first time when everybody is free.")));

        Assert.Equal("It was moved meanwhile.", Plan.Unwanted(story.Incident, early));
        var last = story.Effects.OfType<BookMeeting>().Last();
        Assert.Equal(better, last.At);
        Assert.Equal(["mia", "ana", "bea", "max"], last.People);
        story.Do(at => new DeliveryReported(at, "i/9/1", last, DeliveryOutcome.Delivered, BookMeeting.Reference(better, "Others are invited to it.")));
        Assert.Same(last, story.Effects.OfType<BookMeeting>().Last());
    }

    [Fact]
    public void Whoever_joins_the_team_later_gets_the_link_to_the_call_that_is_open()
    {
        var story = Story.TeamSet(Monday);
        var open = story.Effects.OfType<OpenCall>().Single();
        story.Do(at => new DeliveryReported(at, "i/1/0", open, DeliveryOutcome.Delivered, OpenCall.Reference("https://meet.example/r", null)));

        story.Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");

        Assert.Contains(story.Effects, e => e is MailPerson { Person: "max", News: false, Text: var text } && text.EndsWith("Join the call: https://meet.example/r", StringComparison.Ordinal));
        Assert.DoesNotContain(story.Effects, e => e is MailPerson { Person: "mia", Subject: var subject } && subject.Contains("You are the", StringComparison.Ordinal) && subject.Contains("manager", StringComparison.Ordinal));
    }

    [Fact]
    public void An_engineer_who_answers_after_the_manager_gets_the_link_to_the_call_that_is_open()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertFired(at, Alert(startedAt: at, users: 40))).Wait(TimeSpan.FromMinutes(15));
        Assert.Null(story.Incident.OnCall);
        story.Do(at => new AcceptCommand(at, "mia"));
        story.Do(at => new DeliveryReported(at, "i/1/0", story.Effects.OfType<OpenCall>().Single(), DeliveryOutcome.Delivered, OpenCall.Reference("https://meet.example/r", null)));

        story.Do(at => new Acknowledge(at, "rui"));

        Assert.Equal("rui", story.Incident.OnCall);
        Assert.Contains(story.Effects, e => e is MailPerson { Person: "rui", Text: var text } && text.EndsWith("Join the call: https://meet.example/r", StringComparison.Ordinal));
    }

    [Fact]
    public void A_relapse_takes_the_meeting_out_and_the_next_resolution_books_again()
    {
        var story = Resolved();
        story.Do(at => new ReportRelapse(at, "ana", "Errors are back"));

        var cancel = Assert.Single(story.Effects.OfType<CancelMeeting>());
        Assert.Contains("Errors are back", cancel.Why, StringComparison.Ordinal);
        Assert.NotNull(Plan.Unwanted(story.Incident, story.Effects.OfType<BookMeeting>().Single()));
        Assert.Null(Plan.Unwanted(story.Incident, cancel));

        story.Approve().Do(at => new DeclareResolved(at, "mia", "Over")).Approve();
        Assert.Equal(2, story.Effects.OfType<BookMeeting>().Count());
        // What is still to be cancelled would take out the meeting that is booked now.
        Assert.NotNull(Plan.Unwanted(story.Incident, cancel));
    }

    [Fact]
    public void A_relapse_before_anything_was_booked_cancels_nothing()
    {
        var story = Story.TeamSet(Monday).Approve();
        story.Do(at => new RecordFinding(at, "ana", null, "Checkout", "unknown")).Approve().Do(at => new ReportRelapse(at, "ana", "Worse"));

        Assert.Empty(story.Effects.OfType<CancelMeeting>());
    }

    [Fact]
    public void Without_calendars_nothing_is_booked() =>
        Assert.DoesNotContain(Resolved(Policy with { HasCalendar = false }).Effects, e => e is BookMeeting or CancelMeeting);

    [Fact]
    public void A_call_that_is_the_second_choice_says_so_to_those_invited()
    {
        var story = Story.Declared(Monday).Do(at => new AcceptCommand(at, "mia"));
        var open = story.Effects.OfType<OpenCall>().Single();

        story.Do(at => new DeliveryReported(at, "i/1/0", open, DeliveryOutcome.Delivered, OpenCall.Reference("https://meet.example/r", "The meeting could not be opened.")));

        Assert.Equal("https://meet.example/r", story.Incident.CallAddress);
        Assert.Equal("The meeting could not be opened.", story.Events.OfType<CallOpened>().Single().Note);
        Assert.Contains(story.Effects, e => e is MailPerson { Text: "Join the call: https://meet.example/r\n\nThe meeting could not be opened." });
    }

    static Story Resolved(PlanPolicy? policy = null) => Story.TeamSet(Monday, policy).Approve()
        .Do(at => new RecordFinding(at, "ana", null, "Checkout", "unknown")).Approve().Do(at => new DeclareResolved(at, "mia", "Over")).Approve();

    static void Report(Story story, string reference) =>
        story.Do(at => new DeliveryReported(at, "i/9/0", story.Effects.OfType<BookMeeting>().Last(), DeliveryOutcome.Delivered, reference));
}
