using System.Collections.Frozen;

namespace Incidents.Tests;

/// <summary>A small company that the plan's tests work for: two on call, two managers, one support contact, one officer.</summary>
static class Company
{
    /// <summary>A Monday at ten in the morning, inside business hours.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The night after it.</summary>
    public static readonly DateTimeOffset Night = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);

    public static readonly PlanPolicy Policy = With(new PlanTimes());

    public static PlanPolicy With(PlanTimes times) => new("Contoso", times,
        new BusinessHours(TimeZoneInfo.Utc, FrozenSet.Create(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday),
            TimeSpan.FromHours(9), TimeSpan.FromHours(18), FrozenSet<DateOnly>.Empty),
        new Roster(
            [
                new Person("ana", "Ana", HasPush: true, [Role.OnCall, Role.TechnicalContact]),
                new Person("rui", "Rui", HasPush: false, [Role.OnCall, Role.TechnicalContact]),
                new Person("mia", "Mia", HasPush: true, [Role.Manager]),
                new Person("max", "Max", HasPush: false, [Role.Manager]),
                new Person("bea", "Bea", HasPush: false, [Role.SupportContact]),
                new Person("dora", "Dora", HasPush: false, [Role.DataProtectionOfficer]),
                new Person("guest", "Guest", HasPush: false, []),
            ],
            new Rotation(["ana", "rui"], new DateTime(2026, 3, 2), DaysPerTurn: 7, TimeZoneInfo.Utc, [])),
        new NoticeTemplates(Templates("public"), Templates("internal"), new Dictionary<string, string>()),
        new Dictionary<string, string> { ["checkout"] = "Checkout" }, ["chat"], ["x"], Drill: false)
    { HasCalendar = true };

    public static Alert Alert(string key = "a1", string episode = "e1", DateTimeOffset? startedAt = null, int? users = null, Severity? severity = null) =>
        new(key, episode, "prod", "checkout", "Checkout fails", severity, users, startedAt ?? Monday, null);

    static Dictionary<NoticeKind, NoticeTemplate> Templates(string audience) =>
        Enum.GetValues<NoticeKind>().ToDictionary(k => k, k => new NoticeTemplate($"{k} {{service}} {audience}", "{scope} {cause} {fix} {summary} {workaround} {text}", "1", ApprovedBy: "mia"));
}
