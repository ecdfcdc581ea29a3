using static Incidents.Tests.Company;

namespace Incidents.Tests;

/// <summary>Many alerts at once: the plan says what it would say to each of them, and says it once.</summary>
public class AlertBatchTests
{
    [Fact]
    public void A_batch_opens_one_incident_that_began_with_its_earliest_alert()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertsFired(at, [.. Many(1_000, at).Append(Alert("early", startedAt: at.AddMinutes(-4), users: 3, severity: Severity.Critical))]));

        Assert.Equal((1_001, 1_001, Monday.AddMinutes(-4)), (story.Incident.Alerts.Count, story.Incident.Firing.Count, story.Incident.DetectedAt));
        Assert.Equal([nameof(Opened), nameof(AlertsJoined), nameof(OnCallCalled), nameof(DecisionRequested)], story.Events.Select(e => e.GetType().Name));
        Assert.Equal((3, Severity.Critical), (story.Incident.AlertUsers, story.Incident.AlertSeverity));
    }

    [Fact]
    public void Of_a_batch_that_was_put_together_otherwise_only_what_is_new_joins()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertsFired(at, [.. Many(10, at)])).Do(at => new AlertsFired(at, [.. Many(12, at), .. Many(12, at)]));

        Assert.Equal(["k10", "k11"], story.Events.OfType<AlertsJoined>().Last().Alerts.Select(a => a.Key));
        Assert.Empty(story.Say(at => new AlertsFired(at, [.. Many(12, at)])).Steps);
    }

    [Fact]
    public void An_earlier_alert_in_a_later_batch_moves_the_start()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertsFired(at, [.. Many(2, at)])).Do(at => new AlertsFired(at, [Alert("x"), Alert("y", startedAt: at.AddMinutes(-9))]));
        Assert.Equal((Monday.AddMinutes(-9), Monday.AddMinutes(6)), (story.Incident.DetectedAt, story.Incident.DecideAt));
    }

    [Fact]
    public void It_is_a_near_miss_when_the_last_of_all_has_ended()
    {
        var story = new Story(Policy, Monday).Do(at => new AlertsFired(at, [.. Many(10, at)])).Do(at => new AlertsResolved(at, Ends(9, at)));
        Assert.Equal((Phase.Detecting, 1), (story.Incident.Phase, story.Incident.Firing.Count));
        Assert.Equal(Phase.NearMiss, story.Do(at => new AlertsResolved(at, Ends(10, at))).Incident.Phase);
        Assert.Equal("k9", Assert.Single(story.Events.OfType<AlertEnded>()).Key);
    }

    [Fact]
    public void Whoever_leads_is_told_once_that_all_have_ended_however_often_they_come_and_go()
    {
        var story = Story.TeamSet(Monday).Do(at => new AlertResolved(at, "a1", "e1", at));
        for (var turn = 1; turn <= 20; turn++)
        {
            story.Do(at => new AlertsFired(at, [.. Many(100, at, $"e{turn}")])).Do(at => new AlertsResolved(at, Ends(100, at, $"e{turn}"))).Wait(TimeSpan.FromMinutes(1));
        }

        Assert.Single(story.Effects.OfType<MailPerson>(), m => m.Subject.Contains("All alerts have ended", StringComparison.Ordinal));
    }

    [Fact]
    public void A_batch_after_the_resolution_asks_once_whether_it_has_come_back()
    {
        var story = Resolved();
        story.Do(at => new AlertsFired(at, [.. Many(100, at, "again")])).Do(at => new AlertsFired(at, [.. Many(200, at, "again")]));
        Assert.Single(story.Incident.OpenRequests(RequestKind.ConfirmRelapse));
    }

    [Fact]
    public void A_batch_long_after_the_resolution_is_refused_unless_all_of_it_is_known()
    {
        var story = Resolved().Wait(TimeSpan.FromMinutes(31));
        Assert.NotNull(story.Say(at => new AlertsFired(at, [Alert(), Alert("new")])).Refusal);
        Assert.Null(story.Say(at => new AlertsFired(at, [Alert(), Alert()])).Refusal);
    }

    [Fact]
    public void An_incident_of_a_hundred_thousand_alerts_is_ended_by_one_event_when_a_person_says_that_it_is_over()
    {
        var story = new Story(Policy, Monday);
        for (var batch = 0; batch < 100; batch++)
        {
            story.Do(at => new AlertsFired(at, [.. Many(1_000, at, $"b{batch}")]));
        }

        story.Do(at => new DismissAlarm(at, "ana", "A test"));
        Assert.Equal(100_000, story.Incident.Firing.Count);
        Assert.Empty(story.Incident.Apply(new EveryAlertEnded(story.Now)).Firing);
    }

    [Fact]
    public void Alerts_of_a_key_that_fire_are_found_among_those_of_others()
    {
        var incident = Incident.None.Apply(new AlertsJoined(Monday, [Alert("a", "1"), Alert("a", "2"), Alert("a|", "3"), Alert("ab", "4"), Alert("A", "5")], Monday)).Apply(new AlertEnded(Monday, "a", "1", Monday));
        Assert.Equal(["2"], incident.FiringOf("a").Select(a => a.Episode));
        Assert.Equal(["3"], incident.FiringOf("a|").Select(a => a.Episode));
        Assert.Empty(incident.FiringOf("b"));
    }

    [Fact]
    public void A_kept_alert_says_what_its_sender_said()
    {
        var told = new Alert("tool/k", "e|x", "tool", "checkout", "It fails", Severity.Minor, 7, Monday, new Uri("https://example.com/a b"), "db-1");
        Assert.Equal(told, Incident.None.Apply(new AlertJoined(Monday, told, Monday)).Alerts[told.Identity].Alert);
    }

    static Story Resolved() => Story.TeamSet(Monday).Do(at => new KeepInternal(at, "mia", "Staff only")).Do(at => new DeclareResolved(at, "mia", "Fine")).Approve();

    static IEnumerable<Alert> Many(int count, DateTimeOffset at, string episode = "e1") => Enumerable.Range(0, count).Select(n => Alert($"k{n}", episode, at));

    static List<AlertEnd> Ends(int count, DateTimeOffset at, string episode = "e1") => [.. Enumerable.Range(0, count).Select(n => new AlertEnd($"k{n}", episode, at))];
}
