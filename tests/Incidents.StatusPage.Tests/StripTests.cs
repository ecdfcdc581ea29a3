using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Tests;

public class StripTests
{
    static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_partial_outage_counts_thirty_percent_and_a_major_one_whole()
    {
        var noon = Records.Noon.AddDays(-3);
        var site = SiteOf(Resolved("a", Impact.Major, noon, TimeSpan.FromHours(10)), Resolved("b", Impact.Critical, noon.AddDays(-1), TimeSpan.FromHours(1)));

        var strip = site.Services.Single(view => view.Service.Id == "api").Strip;

        Assert.Equal(TimeSpan.FromHours(4), strip.Figure.Lost);
        Assert.Equal(99.81m, strip.Figure.Percent);
        Assert.Equal([ServiceStatus.MajorOutage, ServiceStatus.PartialOutage], strip.Days.Where(day => day.Worst != ServiceStatus.Operational).Select(day => day.Worst));
        Assert.Equal((Today, Strip.Length), (strip.Days[^1].Date, strip.Days.Count));
    }

    [Fact]
    public void Overlapping_incidents_count_once_and_as_the_worst()
    {
        var noon = Records.Noon.AddDays(-3);
        var site = SiteOf(Resolved("a", Impact.Major, noon, TimeSpan.FromHours(2)), Resolved("b", Impact.Critical, noon.AddHours(1), TimeSpan.FromHours(2)), Resolved("c", Impact.Minor, noon, TimeSpan.FromHours(3)));

        var day = site.Services.First().Strip.Days.Single(day => day.Incidents.Count > 0);

        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.Zero), (day.Partial, day.Major, day.Degraded));
        Assert.Equal(["b", "c", "a"], day.Incidents);
    }

    [Fact]
    public void A_day_on_which_the_clocks_change_is_as_long_as_it_was()
    {
        var lengths = SiteOf().Services.First().Strip.Days.ToDictionary(day => day.Date, day => day.Length);

        Assert.Equal(TimeSpan.FromHours(25), lengths[new DateOnly(2026, 10, 25)]);
        Assert.Equal(TimeSpan.FromHours(24), lengths[new DateOnly(2026, 10, 26)]);
    }

    [Fact]
    public void An_active_incident_shows_today_and_counts_every_day_that_is_over_in_full()
    {
        var site = SiteOf(Records.Outage with { StartedAt = Records.Noon.AddDays(-1), Updates = [], Impact = Impact.Critical });

        var days = site.Services.First().Strip.Days;

        Assert.Equal(TimeSpan.FromHours(12), days[^2].Major);
        Assert.Equal((ServiceStatus.MajorOutage, TimeSpan.Zero), (days[^1].Worst, days[^1].Major));
    }

    [Fact]
    public void Days_before_the_service_existed_do_not_count()
    {
        var page = Records.Page with { Services = [new("api", "Public API", null, Since: Today.AddDays(-9))] };
        var outage = Resolved("a", Impact.Critical, Records.Noon.AddDays(-20), TimeSpan.FromHours(1));

        var strip = new Site(new PublicHistory(page, [outage], [], Today)).Services.Single().Strip;

        Assert.Equal(10, strip.Days.Count(day => day.Known));
        Assert.Equal(100m, strip.Figure.Percent);
    }

    [Fact]
    public void A_minute_of_outage_never_reads_as_one_hundred_percent() =>
        Assert.Equal(99.99m, SiteOf(Resolved("a", Impact.Critical, Records.Noon.AddDays(-3), TimeSpan.FromSeconds(1))).Services.First().Strip.Figure.Percent);

    [Fact]
    public void Maintenance_shows_and_costs_nothing_and_a_group_has_the_mean_of_its_services()
    {
        var page = Records.Page with { Services = [new("api", "API", null, "Core"), new("web", "Web", null), new("pay", "Payments", null, "Core")] };
        var work = Records.Upgrade with { State = MaintenanceState.Completed, StartedAt = Records.Noon.AddDays(-2), CompletedAt = Records.Noon.AddDays(-2).AddHours(2) };
        var outage = Resolved("a", Impact.Critical, Records.Noon.AddDays(-3), TimeSpan.FromDays(0.9));

        var site = new Site(new PublicHistory(page, [outage], [work], Today));

        Assert.Equal(["Core", null], site.Groups.Select(group => group.Name));
        Assert.Equal(["api", "pay", "web"], site.Services.Select(view => view.Service.Id));
        Assert.Equal([99.00m, 100m, 99.00m], site.Services.Select(view => view.Strip.Figure.Percent!.Value));
        Assert.Equal(99.50m, site.Groups[0].Percent);
        Assert.Equal(TimeSpan.FromHours(2), site.Groups[0].Services[1].Strip.Days.Sum(day => day.Maintenance));
    }

    static Site SiteOf(params PublicIncident[] incidents) => new(new PublicHistory(Records.Page, incidents, [], Today));

    static PublicIncident Resolved(string id, Impact impact, DateTimeOffset from, TimeSpan lasted) =>
        Records.Resolved with { Id = id, Impact = impact, Services = ["api", "web"], StartedAt = from, ResolvedAt = from + lasted };
}

static class Spans
{
    public static TimeSpan Sum(this IEnumerable<UptimeDay> days, Func<UptimeDay, TimeSpan> of) => new(days.Sum(day => of(day).Ticks));
}
