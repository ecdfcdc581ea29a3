using Incidents.Hosting.Subscribers;
using Incidents.Public;

namespace Incidents.Hosting.Tests;

/// <summary>Which words of the public record are news to subscribers.</summary>
public class SubscriberNewsTests
{
    static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    static readonly PublicIncident Incident = new("2026-1", "Slow", Impact.Major, Noon, PublicState.Resolved, ["api"], [new(1, Noon, PublicState.Investigating, "We look."), new(2, Noon.AddHours(1), PublicState.Resolved, "Over.")],
        null, Noon.AddHours(1), [new(1, Noon.AddDays(1), "What happened"), new(2, Noon.AddDays(2), "Amended")]);

    static readonly PublicMaintenance Work = new("m-1", "Upgrade", ["web"], Noon.AddDays(3), Noon.AddDays(3).AddHours(1), MaintenanceState.Scheduled, [new(1, Noon, MaintenanceState.Scheduled, "Soon.")]);

    [Fact]
    public void An_incident_is_its_latest_word_and_its_post_mortem_is_told_once_however_often_it_is_amended()
    {
        var topics = SubscriberNews.Topics([Incident], [], DateTimeOffset.MinValue);

        Assert.Equal(["i:2026-1/2", "r:2026-1/1"], topics.Select(topic => topic.Word));
        Assert.Equal(Noon.AddDays(1), topics[1].At);
        Assert.All(topics, topic => Assert.True(topic.Over));
    }

    [Fact]
    public void Planned_work_is_told_when_it_is_scheduled_begins_and_is_over_and_not_while_it_is_watched()
    {
        var begun = Work with { State = MaintenanceState.InProgress, Updates = [.. Work.Updates, new(2, Noon.AddDays(3), MaintenanceState.InProgress, "Begun.")] };
        var watched = begun with { State = MaintenanceState.Verifying, Updates = [.. begun.Updates, new(3, Noon.AddDays(3), MaintenanceState.Verifying, "We watch.")] };
        var over = watched with { State = MaintenanceState.Completed, Updates = [.. watched.Updates, new(4, Noon.AddDays(3), MaintenanceState.Completed, "Done.")] };

        Assert.Equal(["m:m-1/1", "m:m-1/2", "m:m-1/2", "m:m-1/4"], new[] { Work, begun, watched, over }.Select(work => SubscriberNews.Topics([], [work], DateTimeOffset.MinValue).Single().Word));
        Assert.Equal([false, false, false, true], new[] { Work, begun, watched, over }.Select(work => SubscriberNews.Topics([], [work], DateTimeOffset.MinValue).Single().Over));
    }

    [Fact]
    public void What_is_over_for_long_is_not_talked_about_and_what_is_not_over_is()
    {
        var old = Incident with { Reports = [] };
        var lasting = old with { Id = "2026-2", State = PublicState.Investigating, ResolvedAt = null };

        Assert.Equal(["i:2026-2/2"], SubscriberNews.Topics([old, lasting], [], Noon.AddHours(1)).Select(topic => topic.Word));
    }
}
