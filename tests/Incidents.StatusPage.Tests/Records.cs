using System.Text;
using Incidents.Public;

namespace Incidents.StatusPage.Tests;

/// <summary>A company with four services and the incidents that it may have.</summary>
static class Records
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly PublicPage Page = new(
        Company: "Contoso",
        TimeZone: "Europe/Lisbon",
        Language: "en",
        Services:
        [
            new("api", "Public API", "REST and webhooks for your own systems"),
            new("web", "Web application", null),
            new("pay", "Payments", "Card and direct debit"),
            new("mail", "E-mail notifications", null),
        ],
        BaseUrl: new Uri("https://contoso.example/status/"),
        Exercise: false);

    public static readonly PublicIncident Outage = new(
        Id: "2026-0007",
        Title: "Elevated error rates on the public API",
        Impact.Major,
        StartedAt: Noon.AddMinutes(-40),
        PublicState.Identified,
        Services: ["api", "web"],
        Updates:
        [
            new(1, Noon.AddMinutes(-22), PublicState.Investigating, "About one in five requests to the public API fails with status 503. Requests that succeed are slower than usual.\n\nOur engineers are looking for the cause."),
            new(2, Noon.AddMinutes(-2), PublicState.Identified, "The cause is a faulty configuration of our load balancers, rolled out at 11:15 UTC. We are rolling it back.\nYour data is safe; failed requests can be sent again."),
        ],
        NextUpdateBy: Noon.AddMinutes(28),
        ResolvedAt: null,
        Reports: []);

    public static readonly PublicIncident Resolved = new(
        Id: "2026-0006",
        Title: "E-mail notifications were delayed",
        Impact.Minor,
        StartedAt: Noon.AddDays(-14).AddMinutes(-134),
        PublicState.Resolved,
        Services: ["mail"],
        Updates:
        [
            new(1, Noon.AddDays(-14).AddMinutes(-110), PublicState.Investigating, "Notifications by e-mail arrive late. Nothing is lost."),
            new(2, Noon.AddDays(-14).AddMinutes(-80), PublicState.Identified, "A queue consumer had stopped after an update."),
            new(3, Noon.AddDays(-14).AddMinutes(-45), PublicState.Monitoring, "The consumer runs again and works off the backlog of 41,000 messages."),
            new(4, Noon.AddDays(-14), PublicState.Resolved, "All delayed messages have been delivered. We are sorry for the wait."),
        ],
        NextUpdateBy: null,
        ResolvedAt: Noon.AddDays(-14),
        Reports:
        [
            new(1, Noon.AddDays(-13), "# Summary\n\nThe queue consumer **stalled** after an update."),
            new(2, Noon.AddDays(-12), "# Summary\n\nOn 10 November, e-mail notifications were delayed by up to **two hours**. The consumer that sends them stopped after an update of its runtime, and our alert for the length of the queue was set too high to notice.\n\n## What happened\n\n| Time (UTC) | What |\n|---|---|\n| 09:46 | The update is rolled out; the consumer stops |\n| 10:10 | A customer tells us that messages are missing |\n| 11:15 | The consumer is started again with the earlier runtime |\n| 12:00 | The backlog is worked off |\n\n## What we change\n\n1. The alert now watches the *age* of the oldest message.\n2. Updates of the runtime go to one consumer first.\n\n```\nqueue_oldest_message_age_seconds > 300\n```\n\nQuestions? Write to [our support](mailto:support@contoso.example)."),
        ]);

    public static readonly PublicIncident Payments = Outage with
    {
        Id = "2026-0008",
        Title = "Payments cannot be made",
        Impact = Impact.Critical,
        State = PublicState.Investigating,
        Services = ["pay"],
        StartedAt = Noon.AddMinutes(-18),
        NextUpdateBy = Noon.AddMinutes(8),
        Updates = [new(1, Noon.AddMinutes(-12), PublicState.Investigating, "No card payment has gone through since 11:42 UTC. Nobody is charged twice.\n\nWe are looking into it together with our payment provider.")],
    };

    public static readonly PublicIncident Slow = Outage with
    {
        Id = "2026-0005",
        Title = "The web application is slow for some customers",
        Impact = Impact.Minor,
        State = PublicState.Monitoring,
        Services = ["web"],
        StartedAt = Noon.AddHours(-5),
        NextUpdateBy = Noon.AddHours(1),
        Updates =
        [
            new(1, Noon.AddHours(-4), PublicState.Investigating, "Pages take several seconds to load for some customers."),
            new(2, Noon.AddHours(-1), PublicState.Monitoring, "We have added capacity, and pages load at their usual speed again. We keep watching."),
        ],
    };

    public static readonly PublicMaintenance Upgrade = new(
        Id: "2026-m003",
        Title: "Upgrade of the payment database",
        Services: ["pay"],
        ScheduledStart: Noon.AddDays(4),
        ScheduledEnd: Noon.AddDays(4).AddHours(1),
        MaintenanceState.Scheduled,
        Updates: [new(1, Noon.AddDays(-4), MaintenanceState.Scheduled, "Payments may be read-only for up to five minutes.")]);

    public static async Task<string> TextAsync(string path, PublicPage page, params PublicIncident[] incidents)
    {
        var files = await StatusSite.RenderAsync(page, incidents, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(files.Single(file => file.Path == path).Content.Span);
    }
}
