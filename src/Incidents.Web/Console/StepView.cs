namespace Incidents.Web.Console;

/// <summary>Where a step stands.</summary>
public enum StepState
{
    /// <summary>Its time has not come.</summary>
    Later,

    /// <summary>Under way; it says what it waits for.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Not needed, and why.</summary>
    Skipped,
}

/// <summary>One step of the plan as people see it.</summary>
/// <param name="Number">0 to 9.</param>
/// <param name="Name">Its name in the plan.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Says">What it waits for, what came of it, or why it is skipped.</param>
public sealed record StepView(int Number, string Name, StepState State, string Says)
{
    static readonly string[] Names = ["Detect", "Set up", "Announce: investigating", "Prepare support", "Identify and mitigate", "Announce: identified", "Announce: monitoring",
        "Announce: resolved", "Conclude customer communication", "Follow up"];

    /// <summary>The ten steps of an incident, from its facts alone.</summary>
    /// <param name="i">The incident.</param>
    /// <param name="name">The name to show for a person's id.</param>
    public static IReadOnlyList<StepView> Of(Incident i, Func<string, string> name, Func<DateTimeOffset, string> time) =>
    [
        Detect(i, time), SetUp(i, name, time), Investigating(i, name), Support(i), Identify(i, time),
        Announced(i, 5, NoticeKind.Identified, i.IdentifiedAt is not null, "step 4", name), Announced(i, 6, NoticeKind.Monitoring, i.Fix is not null, "a fix", name),
        Announced(i, 7, NoticeKind.Resolved, i.Resolution is not null, "the team's word that it is over", name), Conclude(i), FollowUp(i, time),
    ];

    /// <summary>The step that a request belongs to, in words.</summary>
    public static string NameFor(Request request) => PlanStep.Of(request) is { } number ? Title(number) : "Update";

    static string Title(int n) => $"Step {n}, {Names[n]}";

    static StepView Step(int n, StepState state, string says) => new(n, Names[n], state, says);

    static StepView Over(Incident i, int n) => Step(n, StepState.Skipped, i.Phase == Phase.Closed ? "The incident is closed." : "It did not become an incident.");

    static StepView Detect(Incident i, Func<DateTimeOffset, string> time) => i switch
    {
        { DeclaredAt: { } at } => Step(0, StepState.Done, $"Declared at {time(at)}."),
        { Phase: Phase.Dismissed } => Step(0, StepState.Done, "A false alarm."),
        { Phase: Phase.NearMiss } => Step(0, StepState.Done, "It ended by itself: a near miss."),
        { OnCall: null } => Step(0, StepState.Open, "Waits for somebody on call to acknowledge."),
        { DecideAt: { } at } => Step(0, StepState.Open, $"An incident when it lasts until {time(at)} and affects enough users; {Count(Users.Count(i))} so far."),
        _ => Step(0, StepState.Open, $"Waits for the number of affected users; {Count(Users.Count(i))} so far."),
    };

    static StepView SetUp(Incident i, Func<string, string> name, Func<DateTimeOffset, string> time) => i switch
    {
        { TeamSetAt: { } at } => Step(1, StepState.Done, $"The team was set at {time(at)}."),
        { IsOver: true } => Over(i, 1),
        { DeclaredAt: null } => Step(1, StepState.Later, "Begins when the incident is declared."),
        { Plan: PlanKind.Simplified, Manager: null } => Step(1, StepState.Skipped, $"Outside business hours on-call carries it. {NextManager(i, name, time)}".TrimEnd()),
        { Resolution: not null } => Step(1, StepState.Skipped, "It was over before the team was complete."),
        _ => Step(1, StepState.Open, "Waits for " + string.Join(", ", new[]
        {
            i.Manager is null ? "a manager" : null, i.Technical is null ? "a technical contact" : null, i.Support is null ? "a support contact" : null, i.SeverityConfirmed is null ? "the severity" : null,
        }.OfType<string>()) + "."),
    };

    // The same moments as the plan's own: critical at once, major when it is not contained in time, any other when business hours begin.
    static string NextManager(Incident i, Func<string, string> name, Func<DateTimeOffset, string> time) => i switch
    {
        { ManagerCalling: { } calling } => $"{name(calling.Person)} is being called to take it; the next manager at {time(calling.NextAt)}.",
        { IsUnresolved: true, Severity: Severity.Major, ContainBy: { } by } when !(i.HandOverAt <= by) => $"A manager is called at {time(by)}, unless it is contained by then.",
        { HandOverAt: { } at } => $"A manager is called at {time(at)}, when business hours begin.",
        _ => "",
    };

    static StepView Investigating(Incident i, Func<string, string> name) => i switch
    {
        { KeptInternal: { } k } when !i.IsPublic => Step(2, StepState.Done, $"Kept internal by {name(k.By)}: {k.Reason}"),
        { Plan: PlanKind.Simplified, Manager: null, IsPublic: false } when i.DeclaredAt is not null => Step(2, i.ToldCompany.Contains(NoticeKind.Investigating) ? StepState.Done : StepState.Open,
            "Told inside the company; the public is told only by a manager."),
        _ => Announced(i, 2, NoticeKind.Investigating, i.DeclaredAt is not null, "the declaration", name),
    };

    static StepView Support(Incident i) => i switch
    {
        { SupportPlan: { } p } => Step(3, StepState.Done, $"Users are {(p.DirectContact ? "" : "not ")}contacted directly: {p.Reason}"),
        { IsOver: true } => Over(i, 3),
        { Plan: PlanKind.Simplified, Manager: null } => Step(3, StepState.Skipped, "Not part of the plan outside business hours."),
        { TeamSetAt: null } => Step(3, StepState.Later, "Begins when the team is set."),
        _ => Step(3, StepState.Open, "Waits for the support plan: how users are helped, and whether they are contacted directly."),
    };

    static StepView Identify(Incident i, Func<DateTimeOffset, string> time) => i switch
    {
        { IdentifiedAt: { } at } => Step(4, StepState.Done, $"Identified at {time(at)}: {i.Scope} Cause: {i.Cause}"),
        { IsOver: true } => Over(i, 4),
        { DeclaredAt: null } => Step(4, StepState.Later, "Findings can be recorded already."),
        _ => Step(4, StepState.Open, "Waits for " + string.Join(" and ", new[] { i.Scope is null ? "the scope" : null, i.Cause is null ? "the cause, or \"unknown\"" : null }.OfType<string>()) + "."),
    };

    static StepView Announced(Incident i, int n, NoticeKind kind, bool begun, string waitsFor, Func<string, string> name)
    {
        var open = i.OpenRequests(kind).SelectMany(r => r.Request.Approvers).Distinct().ToList();
        return i switch
        {
            _ when i.Made.Contains(kind) => Step(n, StepState.Done, i.ToldPublic.Contains(kind) ? "The company and the public were told." : "The company was told."),
            _ when i.Superseded.Contains(kind) => Step(n, StepState.Skipped, "A later announcement overtook it."),
            { IsOver: true } => Over(i, n),
            _ when !begun => Step(n, StepState.Later, $"Begins with {waitsFor}."),
            _ when open.Count > 0 => Step(n, StepState.Open, $"Waits for an answer from {string.Join(" or ", open.Select(name))}."),
            _ when i.AwaitingRelease.ContainsKey(kind) => Step(n, StepState.Open, "Waits for the data protection officer's release."),
            _ => Step(n, StepState.Open, "Waits for a text and its approval."),
        };
    }

    static StepView Conclude(Incident i) => i switch
    {
        { ConcludedAt: not null } => Step(8, i.IsPublic ? StepState.Done : StepState.Skipped, i.ConcludedReason ?? ""),
        { IsOver: true } => Over(i, 8),
        { ResolvedAt: null } => Step(8, StepState.Later, "Begins when the resolution is announced."),
        _ => Step(8, StepState.Open, i.Reports.Count == 0 ? "Waits for the public report." : "Waits for the direct contact of affected users."),
    };

    static StepView FollowUp(Incident i, Func<DateTimeOffset, string> time) => i switch
    {
        { Phase: Phase.Closed } => Step(9, StepState.Done, i.Actions.Count(a => a.ClosedAt is null) is > 0 and var left ? $"Held. {left} of {i.Actions.Count} actions are still open." : "Held; no action is open."),
        { IsOver: true } => Over(i, 9),
        { ResolvedAt: null } => Step(9, StepState.Later, "Begins when the resolution is announced."),
        { Postmortem: null } => Step(9, StepState.Open, $"Waits for the post-mortem{(i.MeetAt is { } at ? $", booked for {time(at)}" : "")}."),
        { ActionsConfirmedAt: null } => Step(9, StepState.Open, "Waits for the list of actions to be confirmed."),
        { IsPublic: true, ReportConfirmedAt: null } => Step(9, StepState.Open, "Waits for the confirmation that the public report says what was found."),
        _ => Step(9, StepState.Done, "Held; actions and report are confirmed."),
    };

    static string Count(int users) => users == 1 ? "1 user" : $"{users} users";
}
