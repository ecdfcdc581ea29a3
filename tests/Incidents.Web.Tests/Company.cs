using System.Collections.Frozen;

namespace Incidents.Web.Tests;

/// <summary>A small company: two on call, two managers, one support contact, one data protection officer, and somebody without a role.</summary>
static class Company
{
    /// <summary>A Monday at ten in the morning, inside business hours.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static readonly PlanPolicy Policy = new("Contoso", new PlanTimes(),
        new BusinessHours(TimeZoneInfo.Utc, FrozenSet.Create(DayOfWeek.Monday, DayOfWeek.Tuesday), TimeSpan.FromHours(9), TimeSpan.FromHours(18), FrozenSet<DateOnly>.Empty),
        new Roster(
            [
                new Person("ana", "Ana Costa", HasPush: false, [Role.OnCall, Role.TechnicalContact]),
                new Person("rui", "Rui Melo", HasPush: false, [Role.OnCall, Role.TechnicalContact]),
                new Person("mia", "Mia Berg", HasPush: false, [Role.Manager]),
                new Person("max", "Max Lund", HasPush: false, [Role.Manager]),
                new Person("bea", "Bea Silva", HasPush: false, [Role.SupportContact]),
                new Person("dora", "Dora Holm", HasPush: false, [Role.DataProtectionOfficer]),
                new Person("guest", "Gus Guest", HasPush: false, []),
            ],
            new Rotation(["ana", "rui"], new DateTime(2026, 3, 2), DaysPerTurn: 7, TimeZoneInfo.Utc, [])),
        new NoticeTemplates(Templates("Contoso"), Templates("Internal"), new Dictionary<string, string>()),
        new Dictionary<string, string> { ["checkout"] = "Checkout" }, ["chat"], ["x"], Drill: false);

    public static Alert Alert() => new("a1", "e1", "open", "checkout", "Checkout fails", Severity.Critical, 40, Monday, null);

    static Dictionary<NoticeKind, NoticeTemplate> Templates(string whose) => Enum.GetValues<NoticeKind>().ToDictionary(k => k,
        k => new NoticeTemplate($"{whose}: {k} problems with {{service}}", "We are looking into problems with {service} since {started}. {scope} {cause} {fix} {summary} {text}", "1", ApprovedBy: null));
}
