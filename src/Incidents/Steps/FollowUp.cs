namespace Incidents.Steps;

/// <summary>Step 9: the internal post-mortem within 24 hours, its actions, and a report that says what was found.</summary>
static class FollowUp
{
    public static readonly PlanPart Part = new("FollowUp", React, i => [i.FollowUpChaseAt, .. i.Actions.Select(a => a.ChaseAt)]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        IncidentResolved e => Booking.Book(i, e, policy),
        EffectSettled { Outcome: DeliveryOutcome.Delivered, Effect: BookMeeting b } e when i.Postmortem is null && i.MeetAt == b.At && BookMeeting.Read(e.Detail) is { } found && found.At != b.At =>
            Booking.Found(i, e.At, found.At, found.Why, b.People, policy),
        Acknowledged or CommandAccepted or TechnicalContactNamed or SupportContactNamed or RolePassed => Booking.Join(i, occurrence.At, policy),
        MovePostmortem s => Booking.Move(i, s, policy),
        HoldPostmortem s => Hold(i, s, policy),
        ConfirmActions s => Held(i, i.ActionsConfirmedAt is not null) ?? Decision.Of(new ActionsConfirmed(s.At, s.By, s.Note)),
        ConfirmReport when !i.IsPublic => Decision.Refuse("It was never public, so there is no report to confirm."),
        ConfirmReport when i.Reports.Count == 0 => Decision.Refuse("The report is not published yet."),
        ConfirmReport s => Held(i, i.ReportConfirmedAt is not null) ?? Decision.Of(new ReportConfirmed(s.At, s.By)),
        ReportPublished e when i is { Postmortem: not null, ReportConfirmedAt: null } => Decision.Of(new ReportConfirmed(e.At, e.ApprovedBy)),
        ClockStruck s when i.FollowUpChaseAt <= s.At => Decision.Of(new FollowUpChased(s.At, s.At + policy.Times.Chase),
            Team.News(Team.Lead(i, policy, s.At).Concat(s.At >= i.PostmortemBy ? policy.Roster.With(Role.Manager) : []), Ask.Subject(i, "The follow-up is not done"), $"Still owed: {Missing(i, policy)}.")),
        _ => Decision.Nothing,
    };

    /// <summary>What step 9 still owes; empty when it is done.</summary>
    public static string Missing(Incident i, PlanPolicy policy) => string.Join(", ", new[]
    {
        i.Postmortem is null ? $"the post-mortem, until {policy.Time(i.PostmortemBy ?? default)}" : null,
        i.ActionsConfirmedAt is null ? "the list of actions" : null,
        i is { IsPublic: true, ReportConfirmedAt: null } ? "the confirmation that the report says what was found" : null,
    }.OfType<string>());

    static Decision Hold(Incident i, HoldPostmortem s, PlanPolicy policy) => i switch
    {
        { Postmortem: not null } => i.Postmortem.Notes == s.Notes.Trim() ? Decision.Nothing : Decision.Refuse("The post-mortem was held already; add a note for what came later."),
        { Phase: not Phase.Resolved } => Decision.Refuse("The post-mortem is held after the resolution is announced."),
        _ when string.IsNullOrWhiteSpace(s.Notes) => Decision.Refuse("Please write what was found."),
        _ => Decision.Of(new PostmortemHeld(s.At, s.By, s.Notes.Trim(), s.At + policy.Times.Chase), Booking.Cancel(i, s.At, "It was held already.", policy, "Post-mortem held already; taken out of your calendar")),
    };

    static Decision? Held(Incident i, bool already) => already ? Decision.Nothing
        : i.Postmortem is null ? Decision.Refuse("The post-mortem has to be held first.") : null;
}
