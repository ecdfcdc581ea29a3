using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class EditionTests
{
    static readonly PublicIncident[] History = [.. Enumerable.Range(0, 100).Select(day => Records.Resolved with { Id = $"old-{day}", StartedAt = Records.Resolved.StartedAt.AddDays(-day), ResolvedAt = Records.Resolved.ResolvedAt!.Value.AddDays(-day) })];

    [Fact]
    public async Task A_change_renders_nothing_but_what_differs_from_a_whole_build()
    {
        var before = SiteEdition.Of(new PublicHistory(Records.Page, [Records.Outage, .. History], [Records.Upgrade]));
        foreach (var (incident, maintenance) in Changes())
        {
            var after = before.With([incident], [maintenance], day: null);
            var whole = SiteEdition.Of(new PublicHistory(Records.Page, [.. History.Append(Records.Outage).Where(old => old.Id != incident.Id), incident], [maintenance]));
            var changed = after.ChangedSince(before);

            foreach (var path in whole.Paths)
            {
                var (mine, reference) = (await after.RenderAsync(path), await whole.RenderAsync(path));
                Assert.True(mine.Content.Span.SequenceEqual(reference.Content.Span), path);
                var differs = !before.Paths.Contains(path) || !(await before.RenderAsync(path)).Content.Span.SequenceEqual(mine.Content.Span);
                Assert.True(!differs || changed.Contains(path), $"{path} differs and was not rendered");
            }

            Assert.Equal("index.html", changed[^1]);
            Assert.True(changed.Count < 40, $"{changed.Count} files rendered");
        }
    }

    [Fact]
    public void An_id_that_is_used_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => SiteEdition.Of(new PublicHistory(Records.Page, [Records.Outage], [Records.Upgrade with { Id = Records.Outage.Id }])));

    static IEnumerable<(PublicIncident, PublicMaintenance)> Changes()
    {
        yield return (Records.Outage with { State = PublicState.Monitoring, Updates = [.. Records.Outage.Updates, new(3, Records.Noon.AddMinutes(5), PublicState.Monitoring, "Fixed.")] }, Records.Upgrade);
        yield return (Records.Payments, Records.Upgrade);
        yield return (Records.Payments with { StartedAt = Records.Noon.AddDays(10), Updates = [] }, Records.Upgrade);
        yield return (History[70] with { Reports = [] }, Records.Upgrade);
        yield return (Records.Outage, Records.Upgrade with { State = MaintenanceState.Completed, StartedAt = Records.Noon, CompletedAt = Records.Noon.AddHours(1), Updates = [.. Records.Upgrade.Updates, new(2, Records.Noon.AddHours(1), MaintenanceState.Completed, "Done.")] });
    }
}
