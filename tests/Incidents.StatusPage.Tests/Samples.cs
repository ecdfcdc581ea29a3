using Incidents.Public;

namespace Incidents.StatusPage.Tests;

/// <summary>Whole sites as a company may have them, for what looks at pages from outside: browsers, validators, scales.</summary>
static class Samples
{
    // A white C on a violet disc.
    const string Logo = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMiAzMiI+PGNpcmNsZSBjeD0iMTYiIGN5PSIxNiIgcj0iMTUiIGZpbGw9IiM3YTFmYTIiLz48cGF0aCBkPSJNMjEgMTFhNyA3IDAgMSAwIDAgMTAiIGZpbGw9Im5vbmUiIHN0cm9rZT0iI2ZmZiIgc3Ryb2tlLXdpZHRoPSI0Ii8+PC9zdmc+";

    static readonly (string Group, string[] Names)[] Services =
    [
        ("", ["Public API", "Web application", "Payments", "E-mail notifications"]),
        ("Product", ["Mobile app", "Sign-in", "Search", "File storage", "Webhooks", "Reporting", "Data export", "Billing"]),
        ("Support", ["Customer support chat", "Documentation", "Developer console"]),
        ("Regions", ["Europe (Frankfurt)", "Europe (Lisbon)", "North America (Virginia)", "South America (São Paulo)", "Asia Pacific (Singapore)"]),
    ];

    /// <summary>Twenty components in groups; the last has existed for three weeks.</summary>
    public static readonly PublicPage Large = Records.Page with
    {
        SubscribeTo = new Uri("https://incidents.contoso.example/subscriptions"),
        Services = [.. Services.SelectMany(group => group.Names.Select(name => (group.Group, Name: name))).Select((service, number) => new PublicService(
            number switch { 0 => "api", 1 => "web", 2 => "pay", 3 => "mail", _ => $"part-{number}" }, service.Name, null, service.Group, number == 19 ? new DateOnly(2026, 11, 3) : null))],
    };

    /// <summary>Three at once, as bad as it gets.</summary>
    public static readonly PublicIncident[] Three = [Records.Payments, Records.Outage, Records.Slow, Records.Resolved, .. Earlier];

    /// <summary>What lies behind the company.</summary>
    static IEnumerable<PublicIncident> Earlier => Enumerable.Range(1, 6).Select(number => Records.Resolved with
    {
        Id = $"2026-01{number:00}",
        Title = number % 2 == 0 ? "Some searches returned no results" : "Sign-in was slow in Europe",
        Impact = number % 3 == 0 ? Impact.Major : Impact.Minor,
        Services = [number % 2 == 0 ? "part-6" : "part-5"],
        StartedAt = Records.Resolved.StartedAt.AddDays(-9 * number),
        ResolvedAt = Records.Resolved.StartedAt.AddDays(-9 * number).AddMinutes(23 * number),
        Updates = [.. Records.Resolved.Updates.Select((update, index) => update with { At = Records.Resolved.StartedAt.AddDays(-9 * number).AddMinutes(5.5 * number * (index + 1)) })],
        Reports = [],
    });

    static readonly PublicMaintenance Underway = Records.Upgrade with
    {
        Id = "2026-m002",
        Title = "Move of the file storage to new disks",
        Services = ["part-7", "part-10"],
        ScheduledStart = Records.Noon.AddMinutes(-30),
        ScheduledEnd = Records.Noon.AddMinutes(90),
        StartedAt = Records.Noon.AddMinutes(-30),
        State = MaintenanceState.InProgress,
        Updates =
        [
            new(1, Records.Noon.AddDays(-7), MaintenanceState.Scheduled, "Uploads and exports pause for up to ten minutes. Files can be read all the time."),
            new(2, Records.Noon.AddMinutes(-30), MaintenanceState.InProgress, "The work has begun."),
        ],
    };

    static readonly PublicMaintenance Done = Underway with
    {
        Id = "2026-m001",
        Title = "Renewal of certificates",
        ScheduledStart = Records.Noon.AddDays(-20),
        ScheduledEnd = Records.Noon.AddDays(-20).AddHours(1),
        StartedAt = Records.Noon.AddDays(-20),
        CompletedAt = Records.Noon.AddDays(-20).AddMinutes(40),
        State = MaintenanceState.Completed,
        Updates = [new(1, Records.Noon.AddDays(-27), MaintenanceState.Scheduled, "No interruption is expected."), new(2, Records.Noon.AddDays(-20).AddMinutes(40), MaintenanceState.Completed, "Done, without an interruption.")],
    };

    /// <summary>Every one by the name under which its files are kept.</summary>
    public static readonly IReadOnlyDictionary<string, PublicHistory> All = new Dictionary<string, (PublicPage Page, PublicIncident[] Incidents)>
    {
        ["empty"] = (Records.Page with { Services = [] }, []),
        ["good"] = (Records.Page, [Records.Resolved, .. Earlier]),
        ["maintenance"] = (Large, [Records.Resolved, .. Earlier]),
        ["minor"] = (Records.Page, [Records.Slow, Records.Resolved]),
        ["critical"] = (Large, Three),
        ["portuguese"] = (Large with { Language = "pt" }, Three),
        ["spanish"] = (Large with { Language = "es" }, Three),
        ["brand"] = (Records.Page with { Brand = new(Logo, null, "#7a1fa2", "#d7a6f5", [new PublicLink("Support", new Uri("https://contoso.example/support"))]) }, [Records.Slow, Records.Resolved]),
        ["exercise"] = (Records.Page with { Exercise = true }, [Records.Outage]),
        ["rightToLeft"] = (Records.Page with { Company = "شركة النخيل", Language = "ar", TimeZone = "Asia/Riyadh", Services = [new("api", "واجهة البرمجة", "REST للأنظمة الخارجية"), new("pay", "المدفوعات", null)] },
            [Records.Outage with
            {
                Title = "ارتفاع معدل الأخطاء في واجهة البرمجة (API)",
                Services = ["api"],
                Updates = [new(1, Records.Noon.AddMinutes(-22), PublicState.Investigating, "نحقق في أخطاء \"503\" على واجهة البرمجة.\n\nبياناتكم آمنة."), new(2, Records.Noon.AddMinutes(-2), PublicState.Identified, "عرفنا السبب ونعمل على إصلاحه.")],
            }]),
    }.ToDictionary(site => site.Key, site => new PublicHistory(site.Value.Page, site.Value.Incidents, site.Key switch
    {
        "maintenance" => [Underway, Done, Records.Upgrade],
        "critical" => [Done, Records.Upgrade],
        "rightToLeft" => [Records.Upgrade with { Title = "ترقية قاعدة البيانات", Services = ["pay"], Updates = [new(1, Records.Noon.AddDays(-4), MaintenanceState.Scheduled, "قد تتوقف المدفوعات خمس دقائق.")] }],
        _ => [],
    }));
}
