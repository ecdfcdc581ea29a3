using Incidents.Web.Console;

namespace Incidents.Web.Approving;

/// <summary>What follows from an answer, as the plan knows it now.</summary>
static class NextWords
{
    /// <summary>A sentence about the answer where there is one to say, and what the plan waits for.</summary>
    public static IReadOnlyList<string> After(Incident i, RequestState state, PlanPolicy policy) => i.IsOver
        ? [$"It is over ({PhaseWords.Of(i)})."]
        : [.. Of(i, state, policy) is { } said ? [said] : Array.Empty<string>(),
            .. StepView.Of(i, policy.Roster.NameOf, policy.Time).Where(step => step.State == StepState.Open).Select(step => $"{step.Name}: {step.Says}")];

    static string? Of(Incident i, RequestState state, PlanPolicy policy) => (state.Request.Kind, state.Answer) switch
    {
        (RequestKind.Acknowledge, "acknowledge") => "Nobody else is called to look at it.",
        (RequestKind.Acknowledge, "declare") => $"The plan has begun, and nobody else is called to look at it. {Manager(i, policy)}".TrimEnd(),
        (RequestKind.CountUsers, "enough") when i.DeclaredAt is not null => $"It is an incident now, and the plan has begun. {Manager(i, policy)}".TrimEnd(),
        (RequestKind.CountUsers, "fewer") when i.DeclaredAt is null => "It is declared when more users report it, an alert tells of enough, or somebody declares it in the console.",
        (RequestKind.TakeCommand, "accept") when i.Manager == state.AnsweredBy => "The call's address comes by mail as soon as it is open.",
        (RequestKind.TakeCommand, "decline") => Manager(i, policy),
        (RequestKind.ApproveNotice, "approve") => state.Request.Notice is { } kind && i.AwaitingRelease.ContainsKey(kind)
            ? "The data protection officer is asked for the release; until then nothing is published." : "It is on its way; \"Who was told what\" in the console shows where it has arrived.",
        (RequestKind.ReleaseNotice, "release") or (RequestKind.ApproveInternal, "approve") => "It is on its way; \"Who was told what\" in the console shows where it has arrived.",
        (RequestKind.ApproveNotice or RequestKind.ApproveInternal, "reject") => "Nothing was sent. Edit the text in the console, by \"Write or edit a notice\"; then it is asked about again.",
        (RequestKind.ApproveNotice, "keep-internal") => "The public is not told.",
        (RequestKind.TakeRole, "accept") => "The team is told.",
        (RequestKind.TakeRole, "decline") => "The role stays where it is.",
        (RequestKind.ConfirmRelapse, "relapse") => "It is being investigated again, and the team was told.",
        _ => null,
    };

    static string? Manager(Incident i, PlanPolicy policy) => i switch
    {
        { Manager: { } manager } => $"{policy.Roster.NameOf(manager)} is its manager.",
        { ManagerCalling: { } calling } => $"{policy.Roster.NameOf(calling.Person)} is being called to take it.",
        _ => null,
    };
}
