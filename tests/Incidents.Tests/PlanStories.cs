using static Incidents.Tests.Company;

namespace Incidents.Tests;

public class PlanStories
{
    [Fact]
    public void An_outage_in_office_hours_goes_through_all_nine_steps()
    {
        var story = Story.TeamSet(Monday);
        story.Approve();
        Assert.True(story.Incident.IsPublic);
        story.Do(at => new RecordSupportPlan(at, "bea", "Pay by transfer", DirectContact: true, "Orders were lost", PublishWorkaround: true)).Approve()
            .Do(at => new RecordFinding(at, "ana", "Rolled back", "Card payments", "A bad release")).Approve()
            .Do(at => new ApplyFix(at, "ana", "Release rolled back")).Approve()
            .Do(at => new DeclareResolved(at, "mia", "Error rate is normal")).Approve();
        Assert.Equal(Phase.Resolved, story.Incident.Phase);

        story.Do(at => new WriteReport(at, "mia", "# What happened")).Approve()
            .Do(at => new RecordContactsMade(at, "bea", "By phone"))
            .Do(at => new HoldPostmortem(at, "mia", "We found the gap")).Do(at => new AddAction(at, "mia", "Add a canary", "ana", at.AddDays(3)))
            .Do(at => new ConfirmActions(at, "mia", "One action")).Do(at => new ConfirmReport(at, "mia"));

        Assert.Equal(Phase.Closed, story.Incident.Phase);
        Assert.False(story.Incident.Ended);
        Assert.Equal([NoticeKind.Investigating, NoticeKind.Workaround, NoticeKind.Identified, NoticeKind.Monitoring, NoticeKind.Resolved], story.Incident.Published.Select(p => p.Notice.Kind));
        story.Wait(TimeSpan.FromDays(4));
        Assert.Contains(story.Effects, e => e is MailPerson { Person: "ana", Subject: var s } && s.Contains("action is due", StringComparison.Ordinal));
        story.Do(at => new CloseAction(at, "ana", "a1", "Done"));
        Assert.True(story.Incident.Ended);
        Assert.Null(Plan.NextDeadline(story.Incident));
    }

    [Fact]
    public void A_text_for_the_company_that_was_not_approved_is_brought_to_mind_until_it_is_edited()
    {
        var story = Story.TeamSet(Monday).Do(at => new RecordFinding(at, "ana", "Rolled back", "Card payments", "A bad release")).Answer(RequestKind.ApproveInternal, "bea", "reject", "Too long");
        int Told() => story.Effects.Count(e => e is MailPerson { Person: "bea", Subject: var s } && s.Contains("was not approved", StringComparison.Ordinal));
        Assert.Equal(1, Told());

        story.Wait(Policy.Times.Reminder);
        Assert.Equal(2, Told());
        story.Wait(Policy.Times.Reminder);
        Assert.Equal(3, Told());

        story.Do(at => new DraftNotice(at, "bea", NoticeKind.Identified, Audience.Internal, "Cards fail", "We rolled back.")).Wait(Policy.Times.Reminder);
        Assert.Equal(3, Told());
        Assert.Empty(story.Incident.AwaitedEdits);
        story.Answer(RequestKind.ApproveInternal, "bea", "approve");
        Assert.Contains(NoticeKind.Identified, story.Incident.ToldCompany);
    }

    [Fact]
    public void A_text_for_the_public_that_was_not_approved_is_brought_to_mind_until_it_is_edited_or_overtaken()
    {
        var story = Story.TeamSet(Monday).Answer(RequestKind.ApproveNotice, "mia", "reject", "Too long");
        int Told() => story.Effects.Count(e => e is MailPerson { Person: "bea", Subject: var s } && s.Contains("was not approved", StringComparison.Ordinal));
        Assert.Equal(1, Told());

        story.Wait(Policy.Times.Reminder);
        Assert.Equal(2, Told());
        story.Wait(Policy.Times.Reminder);
        Assert.Equal(3, Told());

        story.Do(at => new DraftNotice(at, "bea", NoticeKind.Investigating, Audience.Public, "Cards fail", "We are looking into it.")).Wait(Policy.Times.Reminder);
        Assert.Equal(3, Told());
        Assert.Empty(story.Incident.AwaitedPublicEdits);
        story.Answer(RequestKind.ApproveNotice, "mia", "approve");
        Assert.Contains(NoticeKind.Investigating, story.Incident.ToldPublic);

        // An update that was not approved is overtaken by whatever is said next.
        story.Do(at => new DraftNotice(at, "bea", NoticeKind.Update, Audience.Public, "Still failing", "No news.")).Answer(RequestKind.ApproveNotice, "mia", "reject", "Say more");
        Assert.Contains(NoticeKind.Update, story.Incident.AwaitedPublicEdits.Keys);
        story.Do(at => new RecordFinding(at, "ana", "Rolled back", "Card payments", "A bad release")).Answer(RequestKind.ApproveNotice, "mia", "approve");
        Assert.Empty(story.Incident.AwaitedPublicEdits);
        Assert.Equal(4, Told());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nobody_is_asked_to_edit_a_public_text_that_is_not_wanted_any_more(bool keptInternal)
    {
        var story = Story.TeamSet(Monday).Answer(RequestKind.ApproveNotice, "mia", "reject", "Too vague");
        Assert.Equal([NoticeKind.Investigating], story.Incident.AwaitedPublicEdits.Keys);

        story.Do(at => keptInternal ? new KeepInternal(at, "mia", "Nobody noticed.") : new DeclareResolved(at, "ana", "It recovered"));

        Assert.Empty(story.Incident.AwaitedPublicEdits);
    }

    [Fact]
    public void At_night_on_call_carries_the_simplified_plan_and_no_manager_is_woken_for_a_minor_one()
    {
        var story = Story.Declared(Night, severity: Severity.Minor);
        Assert.Equal(PlanKind.Simplified, story.Incident.Plan);
        story.Wait(TimeSpan.FromHours(1));
        Assert.Null(story.Incident.ManagerCalling);
        story.Do(at => new RecordFinding(at, "ana", null, "Checkout", "unknown")).Do(at => new DeclareResolved(at, "ana", "It recovered"));
        Assert.Equal(Phase.Resolved, story.Incident.Phase);
        Assert.Empty(story.Incident.Published);
        story.Do(at => new HoldPostmortem(at, "ana", "Notes")).Do(at => new ConfirmActions(at, "ana", "None needed"));
        Assert.Equal(Phase.Closed, story.Incident.Phase);
    }

    [Theory]
    [InlineData(Severity.Critical, 0, true)]
    [InlineData(Severity.Major, 14, false)]
    [InlineData(Severity.Major, 16, true)]
    public void At_night_a_manager_is_called_only_if_the_severity_asks_for_it(Severity severity, int minutes, bool called)
    {
        var story = Story.Declared(Night, severity: severity).Wait(TimeSpan.FromMinutes(minutes));
        Assert.Equal(called, story.Incident.ManagerCalling is not null);
    }

    [Fact]
    public void When_business_hours_begin_what_is_left_is_handed_to_a_manager()
    {
        var story = Story.Declared(Night, severity: Severity.Minor).Wait(TimeSpan.FromHours(7));
        Assert.Equal(PlanKind.Full, story.Incident.Plan);
        Assert.NotNull(story.Incident.ManagerCalling);
    }

    [Fact]
    public void In_the_breach_lane_nothing_goes_public_without_the_officers_release()
    {
        var story = Story.TeamSet(Monday).Do(at => new SuspectBreach(at, "ana", "A dump was found"));
        story.Answer(RequestKind.ApproveNotice, "mia", "approve");
        Assert.False(story.Incident.IsPublic);
        story.Answer(RequestKind.ReleaseNotice, "dora", "release");
        Assert.Equal("dora", Assert.Single(story.Incident.Published).ReleasedBy);
    }

    [Fact]
    public void A_notification_after_72_hours_needs_its_reasons()
    {
        var story = Story.TeamSet(Monday).Do(at => new SuspectBreach(at, "ana", "A dump was found")).Wait(TimeSpan.FromHours(73));
        Assert.NotNull(story.Say(at => new NotifyAuthority(at, "dora", "CNPD 12", null)).Refusal);
        story.Do(at => new NotifyAuthority(at, "dora", "CNPD 12", "The scope was unclear"));
        Assert.True(story.Incident.Breach!.Settled);
    }

    [Fact]
    public void Silence_declares_when_nobody_says_how_many_users_are_affected()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertFired(at, Alert(startedAt: at))).Do(at => new Acknowledge(at, "ana")).Wait(TimeSpan.FromMinutes(15));
        Assert.Equal(Phase.Detecting, story.Incident.Phase);
        story.Wait(TimeSpan.FromMinutes(5));
        Assert.Equal(Phase.Investigating, story.Incident.Phase);
    }

    [Fact]
    public void Five_distinct_users_after_fifteen_minutes_make_an_incident_and_the_same_user_counts_once()
    {
        var story = new Story(Policy, Monday);
        for (var n = 0; n < 8; n++)
        {
            story.Do(at => new UserReported(at, $"h{n % 4}", "checkout", "Cannot pay"));
        }

        story.Wait(TimeSpan.FromMinutes(15)).Answer(RequestKind.CountUsers, "ana", "fewer");
        Assert.Equal(Phase.Detecting, story.Incident.Phase);
        story.Do(at => new UserReported(at, "h9", "checkout", "Cannot pay"));
        Assert.Equal(Phase.Investigating, story.Incident.Phase);
    }

    [Fact]
    public void Alerts_that_end_before_it_is_an_incident_leave_a_near_miss()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertFired(at, Alert())).Wait(TimeSpan.FromMinutes(9)).Do(at => new AlertResolved(at, "a1", "e1", at));
        Assert.Equal(Phase.NearMiss, story.Incident.Phase);
        Assert.Null(Plan.NextDeadline(story.Incident));
        Assert.NotNull(story.Say(at => new AlertFired(at, Alert(episode: "e2"))).Refusal);
    }

    [Fact]
    public void A_second_manager_is_told_who_already_has_the_incident()
    {
        var story = Story.Declared(Monday).Do(at => new AcceptCommand(at, "mia"));
        Assert.Equal("Mia already has this incident.", story.Say(at => new AcceptCommand(at, "max")).Refusal);
    }

    [Fact]
    public void Managers_are_called_in_turn_until_one_accepts()
    {
        var story = Story.Declared(Monday).Wait(TimeSpan.FromMinutes(11));
        Assert.Equal(["mia", "max", "mia"], story.Events.OfType<ManagerCalled>().Select(e => e.Person));
    }

    [Fact]
    public void A_relapse_goes_back_to_investigating_with_a_notice_and_restarts_the_clock()
    {
        var story = Resolved();
        story.Do(at => new AlertFired(at, Alert(episode: "e2", startedAt: at))).Answer(RequestKind.ConfirmRelapse, "mia", "relapse");
        Assert.Equal(Phase.Investigating, story.Incident.Phase);
        Assert.Null(story.Incident.PostmortemBy);
        story.Approve();
        Assert.Equal(NoticeKind.Investigating, story.Incident.Published[^1].Notice.Kind);
        story.Wait(TimeSpan.FromMinutes(10)).Do(at => new DeclareResolved(at, "mia", "Again fine")).Approve();
        Assert.Equal(story.Now + TimeSpan.FromHours(24), story.Incident.PostmortemBy);
    }

    [Fact]
    public void A_promised_update_that_is_overdue_is_escalated_to_every_manager()
    {
        var story = Story.TeamSet(Monday).Approve().Wait(TimeSpan.FromMinutes(50));
        Assert.True(story.Incident.OverdueTurn >= 2);
        Assert.Contains(story.Effects, e => e is MailPerson { Person: "max", Subject: "[Checkout] The promised update is overdue" });
    }

    [Fact]
    public void An_edited_text_voids_the_link_to_the_text_before_it()
    {
        var story = Story.TeamSet(Monday);
        var old = story.Incident.OpenRequests(RequestKind.ApproveNotice).Single().Request;
        story.Do(at => new DraftNotice(at, "bea", NoticeKind.Investigating, Audience.Public, "We look into it", "Payments fail."));
        Assert.NotNull(story.Say(at => new AnswerRequest(at, "mia", old.Id, old.TextHash, "approve", null)).Refusal);
        story.Approve();
        Assert.Equal("Payments fail.", Assert.Single(story.Incident.Published).Notice.Text);
    }

    [Fact]
    public void A_role_passes_on_only_when_the_new_holder_accepts()
    {
        var story = Story.TeamSet(Monday).Do(at => new OfferRole(at, "mia", Role.Manager, "max"));
        Assert.Equal("mia", story.Incident.Manager);
        story.Answer(RequestKind.TakeRole, "max", "accept");
        Assert.Equal("max", story.Incident.Manager);
        Assert.Equal(["max"], story.Incident.OpenRequests(RequestKind.ApproveNotice).Single().Request.Approvers);
    }

    [Fact]
    public void Silence_publishes_only_an_unedited_template_and_only_counted_from_the_requests_delivery()
    {
        var policy = With(new PlanTimes { SilentInvestigating = TimeSpan.FromMinutes(10) });
        var story = Story.Declared(Monday, policy).Do(at => new AcceptCommand(at, "mia")).Wait(TimeSpan.FromMinutes(30));
        Assert.False(story.Incident.IsPublic);
        var mail = story.Effects.OfType<MailPerson>().Last(m => story.Incident.Request(m.RequestId ?? "") is { Request.Kind: RequestKind.ApproveNotice });
        story.Do(at => new DeliveryReported(at, "i/9/1", mail, DeliveryOutcome.Delivered, "ok")).Wait(TimeSpan.FromMinutes(10));
        Assert.True(Assert.Single(story.Incident.Published).BySilence);
    }

    [Fact]
    public void An_incident_kept_internal_speaks_to_nobody_outside_and_skips_the_report()
    {
        var story = Story.TeamSet(Monday).Answer(RequestKind.ApproveNotice, "mia", "keep-internal", "Only staff is affected");
        story.Do(at => new RecordFinding(at, "ana", null, "Staff", "unknown")).Approve().Do(at => new DeclareResolved(at, "ana", "Fine")).Approve();
        Assert.Equal(Phase.Resolved, story.Incident.Phase);
        Assert.DoesNotContain(story.Effects, e => e.IsPublic);
        Assert.NotNull(story.Incident.ConcludedAt);
    }

    [Fact]
    public void A_dismissed_false_alarm_stays_on_the_record_with_its_reason()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertFired(at, Alert()));
        Assert.NotNull(story.Say(at => new DismissAlarm(at, "ana", " ")).Refusal);
        story.Answer(RequestKind.Acknowledge, "ana", "dismiss", "A test of the probe");
        Assert.Equal(Phase.Dismissed, story.Incident.Phase);
        Assert.Null(Plan.NextDeadline(story.Incident));
    }

    static Story Resolved() => Story.TeamSet(Monday).Approve().Do(at => new RecordFinding(at, "ana", null, "All", "unknown")).Approve()
        .Do(at => new DeclareResolved(at, "ana", "Fine")).Approve();
}
