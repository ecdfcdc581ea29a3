using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>The post-mortem by mail, where no calendars are connected.</summary>
public class InvitationStories
{
    static readonly PlanPolicy ByMail = Policy with { HasCalendar = false };

    [Fact]
    public void Everybody_of_the_team_is_invited_to_the_first_quarter_of_an_hour_inside_working_hours()
    {
        var story = Resolved();

        Assert.Equal(["ana", "bea", "mia"], Invited(story).Select(m => m.Person).Order(StringComparer.Ordinal));
        Assert.All(Invited(story), mail =>
        {
            Assert.Equal((1, 0, false), (mail.Invitation!.Round, mail.Invitation.Sequence, mail.Invitation.Cancelled));
            Assert.Equal(["mia", "ana", "bea"], mail.Invitation.People);
            Assert.Equal(story.Incident.MeetAt, mail.Invitation.At);
            Assert.Equal(Policy.Times.PostmortemLength, mail.Invitation.Length);
        });
        var meet = story.Incident.MeetAt!.Value;
        Assert.InRange(meet, story.Incident.ResolvedAt!.Value + Policy.Times.PostmortemRest, story.Incident.ResolvedAt.Value + Policy.Times.PostmortemWithin);
        Assert.Equal(0, meet.Minute % 15);
        Assert.True(Policy.Hours.IsOpen(meet) && Policy.Hours.IsOpen((meet + Policy.Times.PostmortemLength).AddTicks(-1)));
        Assert.Contains("Nobody's calendar was asked", Invited(story)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_meeting_that_would_end_after_work_is_held_the_next_morning()
    {
        // Resolved at 15:15 and rested at 17:15: an hour does not fit before 18:00.
        var story = Resolved(Monday.AddHours(5));

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 15, 15, 0, TimeSpan.Zero), story.Incident.ResolvedAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), story.Incident.MeetAt);
    }

    [Fact]
    public void The_agenda_says_what_the_record_has()
    {
        var text = Invited(Resolved())[0].Invitation!.Text;

        Assert.Contains("- Affected: Checkout\n- Cause: a bad deploy\n", text + "\n", StringComparison.Ordinal);
        Assert.Contains("; resolved 2026-03-02 ", text, StringComparison.Ordinal);
        Assert.Contains("Nobody is blamed.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_move_is_a_higher_sequence_of_the_same_meeting_and_the_invitation_before_it_is_not_sent_any_more()
    {
        var story = Resolved();
        var first = Invited(story)[0];
        Assert.Null(Plan.Unwanted(story.Incident, first));

        foreach (var days in (int[])[1, 2])
            story.Do(at => new MovePostmortem(at, "mia", story.Now.AddDays(days), "Ana is away"));

        var moved = Invited(story)[^1];
        Assert.Equal((1, 2, story.Now.AddDays(2)), (moved.Invitation!.Round, moved.Invitation.Sequence, moved.Invitation.At));
        Assert.Equal("It was moved meanwhile.", Plan.Unwanted(story.Incident, first));
        Assert.Null(Plan.Unwanted(story.Incident, moved));
    }

    [Fact]
    public void A_relapse_cancels_it_and_the_next_resolution_is_a_meeting_of_its_own()
    {
        var story = Resolved().Do(at => new ReportRelapse(at, "ana", "Errors are back"));

        var cancelled = Invited(story).FindAll(m => m.Invitation!.Cancelled);
        Assert.Equal(["ana", "bea", "mia"], cancelled.Select(m => m.Person).Order(StringComparer.Ordinal));
        Assert.All(cancelled, m => Assert.Equal((1, 1), (m.Invitation!.Round, m.Invitation.Sequence)));
        Assert.All(cancelled, m => Assert.Contains("Errors are back", m.Text, StringComparison.Ordinal));
        Assert.All(cancelled, m => Assert.Null(Plan.Unwanted(story.Incident, m)));
        Assert.NotNull(Plan.Unwanted(story.Incident, Invited(story)[0]));

        story.Approve().Do(at => new DeclareResolved(at, "mia", "Over")).Approve();
        Assert.Equal((2, 0, false), (Invited(story)[^1].Invitation!.Round, Invited(story)[^1].Invitation!.Sequence, Invited(story)[^1].Invitation!.Cancelled));
        // It is about the first meeting, which nobody holds any more.
        Assert.All(cancelled, m => Assert.Null(Plan.Unwanted(story.Incident, m)));
    }

    [Fact]
    public void Whoever_left_the_team_is_uninvited_when_it_moves()
    {
        var story = Resolved().Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");
        var before = Invited(story).Count;

        story.Do(at => new MovePostmortem(at, "max", story.Now.AddDays(1), "Ana is away"));

        var news = Invited(story)[before..];
        Assert.Equal(["ana", "bea", "max"], news.Where(m => !m.Invitation!.Cancelled).Select(m => m.Person).Order(StringComparer.Ordinal));
        var gone = Assert.Single(news, m => m.Invitation!.Cancelled);
        Assert.Equal(("mia", 1), (gone.Person, gone.Invitation!.Sequence));
        Assert.Equal(["mia"], gone.Invitation.People);
    }

    [Fact]
    public void Whoever_joins_the_team_later_is_invited_at_once_and_nobody_else_is_told()
    {
        var story = Resolved();
        var before = Invited(story).Count;

        story.Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");

        var mail = Assert.Single(Invited(story)[before..]);
        Assert.Equal(("max", 1, 0, story.Incident.MeetAt), (mail.Person, mail.Invitation!.Round, mail.Invitation.Sequence, mail.Invitation.At));
        Assert.Equal(["mia", "ana", "bea", "max"], mail.Invitation.People);
        Assert.Contains("You have joined the team since it was booked.", mail.Text, StringComparison.Ordinal);
        Assert.Null(Plan.Unwanted(story.Incident, mail));
        Assert.Single(story.Events.OfType<PostmortemInvited>());

        // Whoever was invited already is not invited again.
        story.Do(at => new OfferRole(at, "max", Role.Manager, "mia")).Answer(RequestKind.TakeRole, "mia", "accept");
        Assert.Single(Invited(story)[before..]);
    }

    [Fact]
    public void Nobody_joins_a_meeting_that_was_held_or_has_begun()
    {
        var held = Resolved().Do(at => new HoldPostmortem(at, "mia", "We found it."));
        held.Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");
        Assert.Empty(held.Events.OfType<PostmortemInvited>());

        var late = Resolved();
        late.Wait(late.Incident.MeetAt!.Value - late.Now).Do(at => new OfferRole(at, "mia", Role.Manager, "max")).Answer(RequestKind.TakeRole, "max", "accept");
        Assert.Empty(late.Events.OfType<PostmortemInvited>());
    }

    [Fact]
    public void One_that_was_held_early_goes_out_of_the_calendars_and_one_that_was_held_in_time_stays()
    {
        var early = Resolved().Do(at => new HoldPostmortem(at, "mia", "We found it."));
        Assert.Equal(3, Invited(early).Count(m => m.Invitation!.Cancelled));

        var story = Resolved();
        story.Wait(story.Incident.MeetAt!.Value - story.Now).Do(at => new HoldPostmortem(at, "mia", "We found it."));
        Assert.DoesNotContain(Invited(story), m => m.Invitation!.Cancelled);
    }

    [Fact]
    public void With_calendars_no_mail_carries_one_besides() =>
        Assert.Empty(Invited(Resolved(policy: Policy)));

    static List<MailPerson> Invited(Story story) => [.. story.Effects.OfType<MailPerson>().Where(m => m.Invitation is not null)];

    static Story Resolved(DateTimeOffset? start = null, PlanPolicy? policy = null) => Story.TeamSet(start ?? Monday, policy ?? ByMail).Approve()
        .Do(at => new RecordFinding(at, "ana", null, "Checkout", "a bad\ndeploy")).Approve().Do(at => new DeclareResolved(at, "mia", "Over")).Approve();
}
