namespace Incidents.Rules;

/// <summary>The breach lane: private at once, the officer joins, the 72 hours of GDPR article 33 run from awareness, nothing goes public without a release.</summary>
static class Breach
{
    public static readonly PlanPart Part = new("Breach", React, i => [i.Breach?.RemindAt]);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        SuspectBreach s => Suspect(i, s, policy),
        BreachSuspected e => Decision.Nothing.AndIf(i.SeverityConfirmed is null && i.SeveritySuggested != Severity.Critical,
                () => Decision.Of(new SeveritySuggested(e.At, e.By, Severity.Critical, "A breach of data or security is suspected."))),
        RecordBreach or NotifyAuthority or WaiveNotification or ClearBreach when i.Breach is null => Decision.Refuse("No breach is suspected here. Report the suspicion first."),
        RecordBreach s => i.Breach!.Facts is { } f && f with { At = s.At, By = s.By } == new BreachRecorded(s.At, s.By, s.Nature, s.Data, s.PersonsAffected, s.Consequences, s.Measures)
            ? Decision.Nothing : Decision.Of(new BreachRecorded(s.At, s.By, s.Nature, s.Data, s.PersonsAffected, s.Consequences, s.Measures)),
        NotifyAuthority when i.Breach!.Notified is not null => Decision.Nothing,
        NotifyAuthority { Reference: var r } when string.IsNullOrWhiteSpace(r) => Decision.Refuse("Please give the authority's reference, or how it was notified."),
        NotifyAuthority s when s.At > i.Breach!.Suspected.AuthorityBy && string.IsNullOrWhiteSpace(s.LateReason) =>
            Decision.Refuse($"The {Words.Duration(policy.Times.NotifyAuthority)} ended on {policy.Time(i.Breach.Suspected.AuthorityBy)}. Article 33(1) asks for the reasons of the delay; please give them."),
        NotifyAuthority s => Decision.Of(new AuthorityNotified(s.At, s.By, s.Reference, s.LateReason)),
        WaiveNotification or ClearBreach when i.Breach!.ClearedAt is not null => Decision.Nothing,
        WaiveNotification { Reason: var r } when string.IsNullOrWhiteSpace(r) => Decision.Refuse("Please say why no notification is owed; the register asks for it."),
        WaiveNotification s => i.Breach!.Waived is not null ? Decision.Nothing : Decision.Of(new NotificationWaived(s.At, s.By, s.Reason)),
        ClearBreach { Reason: var r } when string.IsNullOrWhiteSpace(r) => Decision.Refuse("Please say why there was no breach; the register asks for it."),
        ClearBreach s => Decision.Of(new BreachCleared(s.At, s.By, s.Reason)),
        ClockStruck s when i.Breach?.RemindAt <= s.At => Decision.Of(new BreachReminded(s.At, s.At + Next(policy)),
            Team.Wake(policy.Roster.With(Role.DataProtectionOfficer).Concat(s.At >= i.Breach!.Suspected.AuthorityBy ? policy.Roster.With(Role.Manager) : []), policy,
                Ask.Subject(i, s.At >= i.Breach.Suspected.AuthorityBy ? "The authority should have been notified" : "The authority has to be notified"),
                $"Aware since {policy.Time(i.Breach.Suspected.At)}; the time ends on {policy.Time(i.Breach.Suspected.AuthorityBy)}. Record the notification, or why none is owed, in the console.")),
        _ => Decision.Nothing,
    };

    static TimeSpan Next(PlanPolicy policy) => policy.Times.NotifyAuthority / 6;

    static Decision Suspect(Incident i, SuspectBreach s, PlanPolicy policy) => i switch
    {
        { IsPrivate: true } => Decision.Nothing,
        { IsOver: true } => Decision.Refuse("The record is closed. Tell the data protection officer, who opens a new one."),
        _ when string.IsNullOrWhiteSpace(s.Reason) => Decision.Refuse("Please say what makes you suspect it."),
        _ => Decision.Of(new BreachSuspected(s.At, s.By, s.Reason, s.At + policy.Times.NotifyAuthority, s.At + (policy.Times.NotifyAuthority / 3)),
            Team.Wake(policy.Roster.With(Role.DataProtectionOfficer), policy, Ask.Subject(i, "A breach is suspected"),
                $"{s.Reason}\n\n{(i.CallAddress is { } call ? $"Join the call: {call}\n\n" : "")}The {Words.Duration(policy.Times.NotifyAuthority)} of article 33 run from now: until {policy.Time(s.At + policy.Times.NotifyAuthority)}. Nothing goes public without your release.")),
    };
}
