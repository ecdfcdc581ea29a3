using System.Globalization;

namespace Incidents.Tests;

/// <summary>What of an incident decides: two states with one key take the same turns.</summary>
static class Abstraction
{
    public static string Key(Incident i) => string.Join('|',
        i.Phase, i.Plan, i.Severity, i.SeverityConfirmed is not null, i.DecideAt is not null, i.OnCall, i.OnCallCalling is not null, i.ManagerCalling is not null, i.Manager,
        i.Technical, i.Support, i.TeamSetAt is not null, i.SupportPlan?.DirectContact, i.IdentifiedAt is not null, i.Scope is not null, i.Fix is not null, i.Resolution is not null,
        i.ContainedAt is not null, i.ContainBy is not null, i.HandOverAt is not null, i.IsPublic, i.KeptInternal is not null, Set(i.Made), Set(i.ToldCompany), Set(i.ToldPublic), Set(i.Superseded), Set(i.AwaitedEdits.Keys), Set(i.AwaitedPublicEdits.Keys),
        Set(i.AwaitingRelease.Keys), Set(i.Requests.Where(r => r.Open).Select(r => $"{r.Request.Kind}{r.Request.Notice}{r.Request.Silence}{r.SilenceAt is not null}")),
        Set(i.Draft.Keys.Select(k => $"{k.Kind}{k.Audience}")), i.IsPrivate, i.Breach?.Settled, i.Breach?.Facts is not null, i.Postmortem is not null, i.ActionsConfirmedAt is not null,
        i.ReportConfirmedAt is not null, Math.Min(i.Reports.Count, 2), i.ContactsMade is not null, i.ConcludedAt is not null, Math.Min(i.Relapses, 1), i.Actions.Count(a => a.ClosedAt is null),
        i.Firing.Count > 0, i.QuietToldAt is not null, Math.Min(i.Reporters.Count, 1), i.UsersEstimated, i.PromiseBy is not null, Math.Min(i.OverdueTurn, 2),
        i.EndingRemindAt is not null, Set(i.AwaitingEnding));

    /// <summary>Everything that decides, with times: equal for a replayed log.</summary>
    public static string Whole(Incident i) => string.Join('|', Key(i), i.Version.ToString(CultureInfo.InvariantCulture), i.Drafts, Plan.NextDeadline(i), i.DetectedAt, i.AlertsJoined, i.AlertUsers, i.AlertSeverity, Set(i.Firing), Set(i.Alerts.Select(a => $"{a.Key}{a.Value.EndedAt}")), i.PromiseBy, i.PostmortemBy, i.MeetAt,
        Set(i.Requests.Select(r => $"{r.Request.Id}{r.Answer}{r.Voided}{r.SilenceAt}")), Set(i.Undelivered.Keys), Set(i.Settled), Set(i.Marked), Set(i.Repeated), Set(i.Told.Select(t => $"{t.Key}{t.Value}")), Set(i.Announcements.Keys), Set(i.Actions.Select(a => $"{a.Id}{a.ChaseAt}{a.Outcome}")));

    static string Set<T>(IEnumerable<T> items) => string.Join(',', items.Select(x => x!.ToString()).Order(StringComparer.Ordinal));
}
