using System.Text.Json.Nodes;
using System.Xml.Linq;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Tests;

/// <summary>A thousand random histories: strip, figure, API and feed say the same, and the same as a reference that looks at every quarter of an hour.</summary>
public class HistoryProperties
{
    const int Histories = 1_000;

    static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    static readonly DateOnly Today = new(2026, 11, 24);
    static readonly string[] Zones = ["Etc/UTC", "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Asia/Tokyo"];
    static readonly string[] Ids = ["api", "web", "pay", "unlisted"];

    [Fact]
    public async Task Strip_figure_API_and_feed_agree_with_one_another_and_with_a_slow_reference()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = HistoryOf(new Random(seed));
            var site = new Site(history);
            foreach (var view in site.Services)
            {
                AgreesWithReference(history, view, $"history {seed}, {view.Service.Id}");
            }

            await AgreeAsync(history, site, $"history {seed}");
        }
    }

    static void AgreesWithReference(PublicHistory history, ServiceView view, string which)
    {
        var days = new Days(history.Page.TimeZone);
        var (partial, major, observed) = (0, 0, 0);
        foreach (var day in view.Strip.Days)
        {
            var lasted = new int[5];
            for (var at = days.StartOf(day.Date); at < days.StartOf(day.Date.AddDays(1)); at += Step)
            {
                lasted[(int)StatusAt(history, view.Service.Id, at, days.StartOf(Today))]++;
            }

            Assert.True(
                (lasted[1], lasted[2], lasted[3], lasted[4]) == (Steps(day.Maintenance), Steps(day.Degraded), Steps(day.Partial), Steps(day.Major)),
                $"{which}, {day.Date}: {string.Join(' ', lasted)} against {day}");
            Assert.True((int)day.Worst >= Array.FindLastIndex(lasted, slots => slots > 0), $"{which}, {day.Date}: worst {day.Worst}");
            (partial, major, observed) = (partial + lasted[3], major + lasted[4], observed + lasted.Sum());
        }

        Assert.Equal(Math.Floor(10_000m * (observed - major - (0.3m * partial)) / observed) / 100m, view.Strip.Figure.Percent);
    }

    static async Task AgreeAsync(PublicHistory history, Site site, string which)
    {
        var edition = SiteEdition.Of(history);
        var summary = JsonNode.Parse((await edition.RenderAsync("api/v2/summary.json")).Content.Span)!;
        var unresolved = JsonNode.Parse((await edition.RenderAsync("api/v2/incidents/unresolved.json")).Content.Span)!["incidents"]!.AsArray().Select(incident => (string)incident!["id"]!).Order(StringComparer.Ordinal);
        var components = summary["components"]!.AsArray().ToDictionary(component => (string)component!["id"]!, component => (string)component!["status"]!, StringComparer.Ordinal);

        // What is wrong now is on today's bar.
        Assert.All(site.Services, view => Assert.True(view.Strip.Days[^1].Worst >= view.Status, which));
        Assert.All(site.Services, view => Assert.Equal(view.Status.ToString(), string.Concat(components[view.Service.Id].Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))));
        Assert.Equal(Expected(history, [.. components.Values]), (string)summary["status"]!["description"]!);

        // An item of the feed that does not say Resolved is an unresolved incident.
        var rss = XElement.Parse(System.Text.Encoding.UTF8.GetString((await edition.RenderAsync("history.rss")).Content.Span)).Descendants("item")
            .Where(item => item.Element("maintenanceEndDate") is null && !item.Element("description")!.Value.Contains("<strong>Resolved</strong>", StringComparison.Ordinal)).Select(item => item.Element("link")!.Value.Split('/')[^1]).Order(StringComparer.Ordinal);
        Assert.Equal(unresolved, rss);
    }

    static string Expected(PublicHistory history, string[] statuses)
    {
        string[] sentences = ["All Systems Operational", "Service Under Maintenance", "Partially Degraded Service", "Degraded System Service", "Minor Service Outage", "Partial System Outage", "Major System Outage"];
        var byServices = statuses.Contains("major_outage") ? (statuses.All(status => status == "major_outage") ? 6 : 5)
            : statuses.Contains("partial_outage") ? (statuses.All(status => status == "partial_outage") ? 5 : 4)
            : statuses.Contains("degraded_performance") ? (statuses.All(status => status == "degraded_performance") ? 3 : 2)
            : statuses.Contains("under_maintenance") ? 1 : 0;
        var unplaced = history.Incidents.Where(incident => incident.State != PublicState.Resolved && incident.Services.All(id => id == "unlisted")).Select(incident => incident.Impact switch { Impact.Minor => 2, Impact.Major => 5, _ => 6 }).DefaultIfEmpty(0).Max();
        // Sentences of one indicator: 2 to 4 are minor; the services' own is kept then.
        return sentences[unplaced == 2 && byServices is 2 or 3 or 4 ? byServices : Math.Max(unplaced, byServices)];
    }

    static ServiceStatus StatusAt(PublicHistory history, string service, DateTimeOffset at, DateTimeOffset today)
    {
        var worst = ServiceStatus.Operational;
        foreach (var incident in history.Incidents.Where(incident => incident.Services.Contains(service)))
        {
            var lastWord = incident.Updates.Select(update => update.At).Append(incident.StartedAt).Max();
            var end = incident.ResolvedAt ?? (lastWord > today ? lastWord : today);
            if (incident.StartedAt <= at && at < end)
            {
                var status = incident.Impact switch { Impact.Minor => ServiceStatus.DegradedPerformance, Impact.Major => ServiceStatus.PartialOutage, _ => ServiceStatus.MajorOutage };
                worst = status > worst ? status : worst;
            }
        }

        var maintained = history.Maintenances.Any(m => m.Services.Contains(service) && m.CompletedAt is { } over && m.StartedAt <= at && at < over);
        return worst == ServiceStatus.Operational && maintained ? ServiceStatus.UnderMaintenance : worst;
    }

    static PublicHistory HistoryOf(Random random)
    {
        var zone = Zones[random.Next(Zones.Length)];
        var end = new Days(zone).StartOf(Today).AddHours(12);
        DateTimeOffset Before(int quarters) => end - (random.Next(quarters) * Step);
        var incidents = Enumerable.Range(0, random.Next(8)).Select(number =>
        {
            var start = Before(95 * 96);
            var lasted = random.Next(1, random.Next(4) == 0 ? 600 : 20) * Step;
            var active = start + lasted >= end || random.Next(10) == 0;
            var updates = new List<PublicUpdate> { new(1, start + (random.Next(2) * Step), PublicState.Investigating, "x") };
            if (!active)
            {
                updates.Add(new(2, start + lasted, PublicState.Resolved, "y"));
            }

            return new PublicIncident($"i{number}", $"Incident {number}", (Impact)random.Next(3), start, active ? PublicState.Investigating : PublicState.Resolved,
                [.. Ids.Where(_ => random.Next(2) == 0)], updates, null, active ? null : start + lasted, []);
        }).ToList();
        var maintenances = Enumerable.Range(0, random.Next(3)).Select(number =>
        {
            var start = Before(90 * 96) - (20 * Step);
            var over = start + (random.Next(1, 20) * Step);
            return new PublicMaintenance($"m{number}", "Work", [.. Ids.Where(_ => random.Next(2) == 0)], start, over, MaintenanceState.Completed, [new(1, start, MaintenanceState.Completed, "<strong>Resolved</strong>")], start, over);
        }).ToList();
        var page = Records.Page with { TimeZone = zone, Services = [new("api", "API", null, "Core"), new("web", "Web", null), new("pay", "Pay", null, "Core")] };
        return new PublicHistory(page, incidents, maintenances, Today);
    }

    static int Steps(TimeSpan span) => (int)(span / Step);
}
