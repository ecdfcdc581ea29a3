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
    public void What_a_change_costs_does_not_grow_with_the_history()
    {
        var (few, many) = (AllocatedByAChange(500), AllocatedByAChange(10_000));

        Assert.True(many < 1.2 * few, $"{few} bytes with 500 incidents, {many} with 10,000");
    }

    [Fact]
    public void An_id_that_is_used_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => SiteEdition.Of(new PublicHistory(Records.Page, [Records.Outage], [Records.Upgrade with { Id = Records.Outage.Id }])));

    // Bytes and not time: they are the same on every machine.
    static long AllocatedByAChange(int size)
    {
        var edition = SiteEdition.Of(new PublicHistory(Records.Page, [Records.Outage, .. Enumerable.Range(1, size).Select(n => Records.Resolved with { Id = $"old-{n}", StartedAt = Records.Noon.AddHours(-8 * n), ResolvedAt = Records.Noon.AddHours(1 - (8 * n)), Updates = [], Reports = [] })], []));
        var allocated = 0L;
        // The first time pays for what is made once.
        for (var change = 0; change < 2; change++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var after = edition.With([Records.Outage with { Title = $"Outage {change}" }], [], edition.Day);
            var recent = after.ActiveOrChangedSince(Records.Noon.AddDays(-1)).Count();
            Assert.Equal((4, true), (after.Services.Count, recent > 0));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            edition = after;
        }

        return allocated;
    }

    static IEnumerable<(PublicIncident, PublicMaintenance)> Changes()
    {
        yield return (Records.Outage with { State = PublicState.Monitoring, Updates = [.. Records.Outage.Updates, new(3, Records.Noon.AddMinutes(5), PublicState.Monitoring, "Fixed.")] }, Records.Upgrade);
        yield return (Records.Payments, Records.Upgrade);
        yield return (Records.Payments with { StartedAt = Records.Noon.AddDays(10), Updates = [] }, Records.Upgrade);
        yield return (History[70] with { Reports = [] }, Records.Upgrade);
        yield return (Records.Outage, Records.Upgrade with { State = MaintenanceState.Completed, StartedAt = Records.Noon, CompletedAt = Records.Noon.AddHours(1), Updates = [.. Records.Upgrade.Updates, new(2, Records.Noon.AddHours(1), MaintenanceState.Completed, "Done.")] });
    }
}
