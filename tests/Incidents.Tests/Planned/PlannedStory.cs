using Incidents.Planned;
using Incidents.Public;

namespace Incidents.Tests.Planned;

/// <summary>One planned work and what is said of it, hour by hour.</summary>
sealed class PlannedStory
{
    public static readonly DateTimeOffset Ten = new(2026, 3, 2, 22, 0, 0, TimeSpan.Zero);
    public static readonly PlannedTexts Texts = PlannedTexts.For("en");

    public PlannedWork? Work { get; private set; }

    public string? Refusal { get; private set; }

    public MaintenanceUpdate Last => Work!.Updates[^1];

    public static DraftWork Draft(bool starts = true, bool ends = true, string by = "ana") => new(Ten.AddDays(-3), by, SignedIn: true, "m-1", "Database upgrade",
        [new MaintenanceImpact("checkout", ServiceStatus.UnderMaintenance)], Ten, Ten.AddHours(1), starts, ends, "Payments pause for five minutes.");

    public static PlannedStory Published(bool starts = true, bool ends = true) => new PlannedStory().Say(Draft(starts, ends)).Say(new PublishWork(Ten.AddDays(-2), "mia", SignedIn: true, Revision: 1));

    public PlannedStory Say(PlannedOrder order)
    {
        var (work, refusal) = PlannedPlan.Decide(Work, order, Company.Policy, Texts);
        (Work, Refusal) = (work ?? Work, refusal);
        return this;
    }

    public PlannedStory Strike(double minutes) => Say(new PlannedStruck(Ten.AddMinutes(minutes)));
}
