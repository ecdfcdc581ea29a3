using System.Text;
using System.Text.Json.Nodes;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Tests;

/// <summary>What planned work says to people and programs while it is under way.</summary>
public class MaintenanceTests
{
    static readonly PublicMaintenance Under = Records.Upgrade with
    {
        State = MaintenanceState.InProgress,
        ScheduledStart = Records.Noon.AddHours(-2),
        ScheduledEnd = Records.Noon.AddHours(-1),
        StartedAt = Records.Noon.AddHours(-2),
        Updates = [.. Records.Upgrade.Updates, new(2, Records.Noon.AddHours(-2), MaintenanceState.InProgress, "We begin.")],
        Impacts = [new MaintenanceImpact(Records.Upgrade.Services[0], ServiceStatus.MajorOutage)],
        Revision = 4,
        ChangedAt = Records.Noon,
        Overrun = true,
    };

    [Fact]
    public async Task A_service_is_shown_as_customers_feel_it_and_its_uptime_does_not_suffer()
    {
        var site = new Site(new PublicHistory(Records.Page, [], [Under], DateOnly.FromDateTime(Records.Noon.UtcDateTime)));
        var view = site.Services.Single(s => s.Service.Id == Under.Services[0]);
        Assert.Equal(ServiceStatus.MajorOutage, view.Status);
        Assert.Equal(ServiceStatus.UnderMaintenance, view.Strip.Days[^1].Worst);
        Assert.Equal(100m, view.Strip.Figure.Percent);

        var summary = JsonNode.Parse(await TextAsync("api/v2/summary.json", Under))!;
        Assert.Equal("major_outage", (string)summary["components"]!.AsArray().Single(c => (string)c!["id"]! == Under.Services[0])!["status"]!);
        Assert.Equal("major_outage", (string)summary["scheduled_maintenances"]![0]!["incident_updates"]![0]!["affected_components"]![0]!["new_status"]!);
        Assert.Equal("""{"indicator":"maintenance","description":"Service Under Maintenance"}""", summary["status"]!.ToJsonString());
        Assert.Equal("maintenance", (string)summary["scheduled_maintenances"]![0]!["impact"]!);
    }

    [Fact]
    public async Task What_takes_longer_says_so_on_the_page_and_calendars_count_every_change()
    {
        Assert.Contains("This takes longer than planned.", await TextAsync("index.html", Under), StringComparison.Ordinal);
        Assert.Contains("This takes longer than planned.", await TextAsync($"incidents/{Under.Id}/index.html", Under), StringComparison.Ordinal);
        Assert.DoesNotContain("takes longer", await TextAsync("index.html", Under with { Overrun = false }), StringComparison.Ordinal);
        var calendar = await TextAsync("history.ics", Under);
        Assert.Contains("SEQUENCE:4\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains($"LAST-MODIFIED:{Records.Noon.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains($"UID:{Under.Id}@", calendar, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edition_knows_whether_it_shows_planned_work_as_it_is()
    {
        var edition = SiteEdition.Of(new PublicHistory(Records.Page, [], [Under]));
        Assert.True(edition.Shows(Under with { Impacts = [.. Under.Impacts!], Updates = [.. Under.Updates] }));
        Assert.False(edition.Shows(Under with { Overrun = false }));
        Assert.False(edition.Shows(Under with { Impacts = null }));
        Assert.False(edition.Shows(Records.Upgrade with { Id = "other" }));
        Assert.DoesNotContain($"incidents/{Under.Id}/index.html", edition.With([], [Under with { Impacts = [.. Under.Impacts!] }], null).ChangedSince(edition));
        Assert.Contains($"incidents/{Under.Id}/index.html", edition.With([], [Under with { Overrun = false }], null).ChangedSince(edition));
    }

    static async Task<string> TextAsync(string path, PublicMaintenance work) =>
        Encoding.UTF8.GetString((await SiteEdition.Of(new PublicHistory(Records.Page, [], [work])).RenderAsync(path)).Content.Span);
}
