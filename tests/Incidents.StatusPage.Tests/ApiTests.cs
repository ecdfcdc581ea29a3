using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

public class ApiTests
{
    static readonly PublicPage Grouped = Records.Page with { Services = [new("api", "API", null, "Core", new DateOnly(2026, 1, 5)), new("web", "Web", null), new("pay", "Payments", "Cards", "Core")] };

    [Fact]
    public async Task Every_document_begins_with_the_page_and_holds_what_Statuspage_says()
    {
        foreach (var (path, members) in new Dictionary<string, string[]>
        {
            ["summary"] = ["page", "components", "incidents", "scheduled_maintenances", "status"],
            ["status"] = ["page", "status"],
            ["components"] = ["page", "components"],
            ["incidents"] = ["page", "incidents"],
            ["incidents/unresolved"] = ["page", "incidents"],
            ["scheduled-maintenances"] = ["page", "scheduled_maintenances"],
            ["scheduled-maintenances/active"] = ["page", "scheduled_maintenances"],
            ["scheduled-maintenances/upcoming"] = ["page", "scheduled_maintenances"],
        })
        {
            var document = await DocumentAsync(path, Records.Page, [Records.Outage, Records.Resolved], Records.Upgrade);
            Assert.Equal(members, document.Select(member => member.Key));
            Assert.Equal(["id", "name", "url", "time_zone", "updated_at"], document["page"]!.AsObject().Select(member => member.Key));
            Assert.Matches("^[a-z0-9]{12}$", (string)document["page"]!["id"]!);
        }
    }

    [Fact]
    public async Task An_incident_has_every_member_and_tells_its_newest_update_first()
    {
        var incident = (await DocumentAsync("incidents", Records.Page, [Records.Outage]))["incidents"]![0]!;

        Assert.Equal(
            ["components", "created_at", "id", "impact", "incident_updates", "monitoring_at", "name", "page_id", "reminder_intervals", "resolved_at", "shortlink", "started_at", "status", "updated_at"],
            incident.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["identified", "investigating"], incident["incident_updates"]!.AsArray().Select(update => (string)update!["status"]!));
        Assert.Equal("https://contoso.example/status/incidents/2026-0007", (string)incident["shortlink"]!);
        Assert.Equal("2026-11-24T11:20:00.000Z", (string)incident["started_at"]!);
        Assert.Equal("""[{"code":"api","name":"Public API","old_status":"operational","new_status":"partial_outage"},{"code":"web","name":"Web application","old_status":"operational","new_status":"partial_outage"}]""",
            incident["incident_updates"]![1]!["affected_components"]!.ToJsonString());
        Assert.Equal(["api", "web"], incident["components"]!.AsArray().Select(component => (string)component!["id"]!));
    }

    [Fact]
    public async Task A_post_mortem_is_the_newest_update_and_the_incidents_status()
    {
        var incident = (await DocumentAsync("incidents", Records.Page, [Records.Resolved]))["incidents"]![0]!;

        Assert.Equal("postmortem", (string)incident["status"]!);
        Assert.Equal("postmortem", (string)incident["incident_updates"]![0]!["status"]!);
        Assert.Equal("operational", (string)incident["incident_updates"]![1]!["affected_components"]![0]!["new_status"]!);
        Assert.Equal("2026-11-10T12:00:00.000Z", (string)incident["resolved_at"]!);
    }

    [Fact]
    public async Task A_group_comes_before_its_children_and_names_them()
    {
        var components = (await DocumentAsync("components", Grouped, []))["components"]!.AsArray();

        Assert.Equal(["Core", "API", "Payments", "Web"], components.Select(component => (string)component!["name"]!));
        Assert.Equal([1, 1, 2, 2], components.Select(component => (int)component!["position"]!));
        Assert.Equal("""["api","pay"]""", components[0]!["components"]!.ToJsonString());
        Assert.Equal((string)components[0]!["id"]!, (string)components[1]!["group_id"]!);
        Assert.Null(components[3]!["group_id"]);
        Assert.Equal(("2026-01-05", "2026-01-05T00:00:00.000Z"), ((string)components[1]!["start_date"]!, (string)components[1]!["created_at"]!));
    }

    [Fact]
    public async Task Planned_work_is_upcoming_then_active_and_puts_its_services_under_maintenance()
    {
        var begun = Records.Upgrade with { State = MaintenanceState.InProgress, StartedAt = Records.Noon, Updates = [.. Records.Upgrade.Updates, new(2, Records.Noon, MaintenanceState.InProgress, "We begin.")] };

        Assert.Single((await DocumentAsync("scheduled-maintenances/upcoming", Records.Page, [], Records.Upgrade))["scheduled_maintenances"]!.AsArray());
        Assert.Empty((await DocumentAsync("scheduled-maintenances/upcoming", Records.Page, [], begun))["scheduled_maintenances"]!.AsArray());
        Assert.Single((await DocumentAsync("scheduled-maintenances/active", Records.Page, [], begun))["scheduled_maintenances"]!.AsArray());
        var summary = await DocumentAsync("summary", Records.Page, [], begun);
        Assert.Equal("""{"indicator":"maintenance","description":"Service Under Maintenance"}""", summary["status"]!.ToJsonString());
        Assert.Equal("under_maintenance", (string)summary["components"]!.AsArray().Single(component => (string)component!["id"]! == "pay")!["status"]!);
        Assert.Equal("2026-11-28T12:00:00.000Z", (string)summary["scheduled_maintenances"]![0]!["scheduled_for"]!);
    }

    [Theory]
    [InlineData(Impact.Critical, "api web pay mail", "critical", "Major System Outage")]
    [InlineData(Impact.Critical, "api", "major", "Partial System Outage")]
    [InlineData(Impact.Major, "api web pay mail", "major", "Partial System Outage")]
    [InlineData(Impact.Major, "api", "minor", "Minor Service Outage")]
    [InlineData(Impact.Minor, "api web pay mail", "minor", "Degraded System Service")]
    [InlineData(Impact.Minor, "api", "minor", "Partially Degraded Service")]
    [InlineData(Impact.Critical, "unlisted", "critical", "Major System Outage")]
    public async Task The_roll_up_speaks_as_Statuspage_does(Impact impact, string services, string indicator, string description)
    {
        var status = (await DocumentAsync("status", Records.Page, [Records.Outage with { Impact = impact, Services = services.Split(' ') }]))["status"]!;

        Assert.Equal((indicator, description), ((string)status["indicator"]!, (string)status["description"]!));
    }

    [Fact]
    public async Task Lists_end_after_fifty_and_what_did_not_change_keeps_its_bytes()
    {
        var history = Enumerable.Range(0, 60).Select(day => Records.Resolved with { Id = $"old-{day}", StartedAt = Records.Resolved.StartedAt.AddDays(-day) }).ToArray();

        Assert.Equal(50, (await DocumentAsync("incidents", Records.Page, history))["incidents"]!.AsArray().Count);
        Assert.Equal((await DocumentAsync("scheduled-maintenances", Records.Page, history, Records.Upgrade)).ToJsonString(),
            (await DocumentAsync("scheduled-maintenances", Records.Page, [.. history, Records.Slow], Records.Upgrade)).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(HostileTextTests.Texts), MemberType = typeof(HostileTextTests))]
    public async Task Any_text_comes_out_as_it_is_or_cleaned(string text)
    {
        var incident = Records.Outage with { Title = text, Updates = [new(1, Records.Noon, PublicState.Identified, text)] };

        var told = (await DocumentAsync("incidents", Records.Page with { Company = text }, [incident]))["incidents"]![0]!;

        Assert.Equal(Wording.PlainText.Block(text), (string)told["incident_updates"]![0]!["body"]!);
    }

    static async Task<JsonObject> DocumentAsync(string path, PublicPage page, PublicIncident[] incidents, params PublicMaintenance[] maintenances)
    {
        var file = await SiteEdition.Of(new PublicHistory(page, incidents, maintenances)).RenderAsync($"api/v2/{path}.json");
        return JsonSerializer.Deserialize<JsonObject>(file.Content.Span)!;
    }
}
