using Incidents.Public;

namespace Incidents.StatusPage.Tests;

/// <summary>Whole sites as a company may have them, for what looks at pages from outside: browsers, validators, scales.</summary>
static class Samples
{
    static readonly string[] Names =
    [
        "Public API", "Web application", "Payments", "E-mail notifications", "Mobile app", "Sign-in", "Search", "File storage", "Webhooks", "Reporting",
        "Data export", "Billing", "Customer support chat", "Documentation", "Developer console", "Europe (Frankfurt)", "Europe (Lisbon)", "North America (Virginia)", "South America (São Paulo)", "Asia Pacific (Singapore)",
    ];

    /// <summary>Twenty components.</summary>
    public static readonly PublicPage Large = Records.Page with
    {
        Services = [.. Names.Select((name, number) => new PublicService(number switch { 0 => "api", 1 => "web", 2 => "pay", 3 => "mail", _ => $"part-{number}" }, name, null))],
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

    /// <summary>Every one by the name under which its files are kept.</summary>
    public static readonly IReadOnlyDictionary<string, (PublicPage Page, PublicIncident[] Incidents)> All = new Dictionary<string, (PublicPage, PublicIncident[])>
    {
        ["empty"] = (Records.Page with { Services = [] }, []),
        ["good"] = (Records.Page, [Records.Resolved, .. Earlier]),
        ["minor"] = (Records.Page, [Records.Slow, Records.Resolved]),
        ["critical"] = (Large, Three),
        ["portuguese"] = (Large with { Language = "pt" }, Three),
        ["spanish"] = (Large with { Language = "es" }, Three),
        ["exercise"] = (Records.Page with { Exercise = true }, [Records.Outage]),
        ["rightToLeft"] = (Records.Page with { Company = "شركة النخيل", Services = [new("api", "واجهة البرمجة", "REST للأنظمة الخارجية"), new("pay", "المدفوعات", null)] },
            [Records.Outage with
            {
                Title = "ارتفاع معدل الأخطاء في واجهة البرمجة (API)",
                Services = ["api"],
                Updates = [new(1, Records.Noon.AddMinutes(-22), PublicState.Investigating, "نحقق في أخطاء \"503\" على واجهة البرمجة.\n\nبياناتكم آمنة."), new(2, Records.Noon.AddMinutes(-2), PublicState.Identified, "عرفنا السبب ونعمل على إصلاحه.")],
            }]),
    };
}
