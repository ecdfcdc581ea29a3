using Incidents.Rules;

namespace Incidents.Web.Console;

/// <summary>What happened, in plain words with people's names.</summary>
static class EventWords
{
    /// <summary>One event as a sentence or two.</summary>
    public static string Of(Event e, Func<string, string> name, Func<DateTimeOffset, string> time) => Detecting(e, name, time) ?? Responding(e, name, time) ?? Announcing(e, name, time) ?? Following(e, name, time) ?? e.GetType().Name;

    static string? Detecting(Event e, Func<string, string> name, Func<DateTimeOffset, string> time) => e switch
    {
        Opened o => $"{o.ServiceName}: {o.Title}. A record was opened; it began at {time(o.DetectedAt)}.",
        AlertJoined a => $"Alert from {a.Alert.Source}: {a.Alert.Summary}{Planned([a.Alert])}",
        AlertEnded a => $"An alert ended at {time(a.EndedAt)}.",
        AlertsJoined a => $"{a.Alerts.Count} alerts, the first from {a.Alerts[0].Source}: {a.Alerts[0].Summary}{Planned(a.Alerts)}",
        AlertsEnded a => $"{a.Ends.Count} alerts ended.",
        EveryAlertEnded => "A person said that all alerts have ended.",
        QuietTold => "All alerts have ended.",
        StartMoved s => $"It began earlier than thought: at {time(s.DetectedAt)}.",
        UserCounted u => $"A user reported: {u.Summary}",
        UsersEstimated u => $"{name(u.By)} estimates that {u.Users} users are affected.",
        OnCallCalled c => $"{name(c.Person)} was called (call {c.Turn}); the next person at {time(c.NextAt)}.",
        Acknowledged a => $"{name(a.By)} has seen it and looks at it.",
        IncidentDeclared d => $"Declared an incident{By(d.By, name)}: {d.Reason} {(d.Plan == PlanKind.Full ? "The full plan" : "The simplified plan")} began; suggested severity {d.Suggested}.",
        DurationReached => "It has lasted long enough to be an incident.",
        AlarmDismissed a => $"{name(a.By)} dismissed it as a false alarm: {a.Reason}",
        NearMissClosed n => $"A near miss: {n.Reason}",
        StillFiringAsked => "Nothing has ended for a long time; the team was asked whether it is still so.",
        BreachSuspected b => $"{name(b.By)} suspects a breach: {b.Reason} The incident is private; the authority is to be notified until {time(b.AuthorityBy)}.",
        BreachReminded => "The officer was reminded of the clock of article 33.",
        BreachRecorded b => $"{name(b.By)} recorded the facts of the breach.\nNature: {b.Nature}\nData: {b.Data}\nPersons: {b.PersonsAffected?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not known"}\nConsequences: {b.Consequences}\nMeasures: {b.Measures}",
        AuthorityNotified a => $"{name(a.By)} notified the authority: {a.Reference}{(a.LateReason is { } late ? $" Late, because: {late}" : "")}",
        NotificationWaived n => $"{name(n.By)} decided that no notification is owed: {n.Reason}",
        BreachCleared b => $"{name(b.By)} found that there was no breach: {b.Reason}",
        _ => null,
    };

    static string? Responding(Event e, Func<string, string> name, Func<DateTimeOffset, string> time) => e switch
    {
        ManagerCalled m => $"{name(m.Person)} was asked to take it (call {m.Turn}). {m.Why}",
        CommandAccepted c => $"{name(c.By)} took the incident.",
        CommandDeclined c => $"{name(c.By)} cannot take it: {c.Reason}",
        ContactsProposed c => $"Proposed: {(c.Technical is { } t ? name(t) : "nobody")} as technical contact, {(c.Support is { } s ? name(s) : "nobody")} as support contact.",
        TechnicalContactNamed t => $"{name(t.By)} named {name(t.Person)} technical contact.",
        SupportContactNamed s => $"{name(s.By)} named {name(s.Person)} support contact.",
        SetUpReminded => "The team was reminded that it is not complete.",
        TeamSet => "The team is set.",
        CallOpened c => $"The call is open: {c.Address}{(c.Note is { } note ? $"\n{note}" : "")}",
        SeveritySuggested s => $"Suggested severity: {s.Severity}. {s.Why}",
        SeverityConfirmed s => $"{name(s.By)} set the severity to {s.Severity}: {s.Reason}",
        SupportPlanRecorded s => $"{name(s.By)} recorded the support plan. Users are {(s.DirectContact ? "" : "not ")}contacted directly: {s.Reason}\nWorkaround: {(s.Workaround.Length == 0 ? "none" : s.Workaround)}",
        SupportReminded => "The support contact was reminded of the support plan.",
        FindingRecorded f => $"{name(f.By)} recorded a finding.{Line("Scope", f.Scope)}{Line("Cause", f.Cause)}{Line("Mitigation", f.Mitigation)}",
        ProblemIdentified p => $"Identified. Scope: {p.Scope} Cause: {p.Cause}",
        FindingsReminded => "The technical contact was reminded of scope and cause.",
        ProblemContained p => $"{name(p.By)} contained it: {p.How}",
        ContainmentOverdue => "It is not contained in time.",
        FullPlanBegan f => $"The full plan began. {f.Why}",
        FixApplied f => $"{name(f.By)} put a fix in place: {f.What}",
        ResolutionDeclared r => $"{name(r.By)} says that it is over: {r.Summary}",
        Relapsed r => $"It came back, by {name(r.By)}: {r.Reason}",
        Noted n => n.By is { } by ? $"{name(by)}: {n.Text}" : n.Text,
        RoleOffered r => $"{name(r.By)} offered the role of {RoleName(r.Role)} to {name(r.To)}.",
        RolePassed r => $"{name(r.To)} is now {RoleName(r.Role)}{(r.From is { } from ? $", after {name(from)}" : "")}.",
        _ => null,
    };

    static string? Announcing(Event e, Func<string, string> name, Func<DateTimeOffset, string> time) => e switch
    {
        NoticeDrafted n => $"{(n.By is { } by ? $"{name(by)} wrote" : "Drafted from the template:")} \"{n.Notice.Title}\" for {For(n.Notice.Audience)}.",
        DecisionRequested d => $"Asked {(d.Request.Approvers.Count == 0 ? "nobody yet" : string.Join(", ", d.Request.Approvers.Select(name)))}: {d.Request.Question}",
        RequestDelivered r => r.SilenceAt is { } at ? $"The question was delivered; silence takes effect at {time(at)}." : "The question was delivered.",
        SilenceRestarted s => $"The system was down, so silence counts again until {time(s.SilenceAt)}.",
        DecisionMade d => $"{name(d.By)} answered: {d.Choice}.{(d.Note is { } note ? $" {note}" : "")}",
        RequestVoided r => $"A question no longer counts: {r.Reason}",
        RequestExpired => "A question expired without an answer.",
        SilenceFell => "Nobody answered in time; what silence means has happened.",
        CodeMistyped c => $"A wrong code was typed on {name(c.By)}'s link ({c.Count} of {RequestState.MaxWrongCodes}).",
        NoticeApproved n => $"{name(n.By)} approved the notice \"{n.Kind}\".",
        NoticePublished n => $"Published: \"{n.Notice.Title}\"{(n.BySilence ? ", by silence, from the template approved by " : ", approved by ")}{name(n.ApprovedBy)}{(n.ReleasedBy is { } r ? $", released by {name(r)}" : "")}.\n{n.Notice.Text}{(n.PromiseBy is { } p ? $"\nThe next update is promised by {time(p)}." : "")}",
        InternalAnnounced a => $"The company was told: \"{a.Notice.Title}\"{(a.ApprovedBy is { } by ? $", approved by {name(by)}" : "")}.\n{a.Notice.Text}",
        KeptInternal k => $"{name(k.By)} decided that the public is not told: {k.Reason}",
        AnnouncementSuperseded a => $"The announcement \"{a.Kind}\" was overtaken by \"{a.By}\".",
        AnnouncementMade a => $"The announcement \"{a.Kind}\" is made.",
        PublicEditAwaited a => $"The public text \"{a.Kind}\" waits for an edit; the team is reminded at {time(a.RemindAt)}.",
        EditAwaited a => $"The internal text \"{a.Kind}\" waits for an edit; the team is reminded at {time(a.RemindAt)}.",
        UpdateReminded u => $"The team was reminded that an update is promised by {time(u.PromiseBy)}.",
        UpdateOverdue => "The promised update is overdue.",
        _ => null,
    };

    static string? Following(Event e, Func<string, string> name, Func<DateTimeOffset, string> time) => e switch
    {
        IncidentResolved r => $"Resolved. The post-mortem is held until {time(r.PostmortemBy)}.",
        ReportPublished r => $"The public report was published (revision {r.Revision}), approved by {name(r.ApprovedBy)}.",
        ConclusionReminded => "Customer communication is to be concluded; the team was told.",
        DirectMessageSent d => $"{name(d.By)} wrote to the affected users: {d.Subject}",
        ContactsMade c => $"Affected users were contacted{By(c.By, name)}: {c.How}",
        CommunicationConcluded c => $"Customer communication is concluded. {c.Reason}",
        ContactsErasureOrdered c => $"Contact data of users is erased. {c.Reason}",
        PostmortemBooked p => $"The post-mortem is at {time(p.MeetAt)}. {p.Reason}",
        PostmortemInvited p => $"Invited to the post-mortem: {string.Join(", ", p.People.Select(name))}.",
        FollowUpChased => "The team was reminded of the follow-up.",
        PostmortemHeld p => $"The post-mortem was held, by {name(p.By)}.\n{p.Notes}",
        ActionAdded a => $"{name(a.By)} added action {a.ActionId}: {a.What} ({name(a.Owner)}, until {time(a.Due)}).",
        ActionChased a => $"The owner of action {a.ActionId} was reminded.",
        ActionClosed a => $"{name(a.By)} closed action {a.ActionId}: {a.Outcome}",
        ActionsConfirmed a => $"{name(a.By)} confirmed the list of actions: {a.Note}",
        ReportConfirmed r => $"{name(r.By)} confirmed that the public report says what was found.",
        IncidentClosed => "Closed. All steps are done.",
        EffectSettled { Outcome: DeliveryOutcome.Delivered, Effect: BookMeeting } s when BookMeeting.Read(s.Detail) is { } booked => $"{EffectWords.Of(s.Effect, name)}, {time(booked.At)}. {booked.Why}",
        EffectSettled s => $"{EffectWords.Of(s.Effect, name)}: {EffectWords.Outcome(s.Outcome)}{(s.Outcome is DeliveryOutcome.Delivered ? "." : $". {s.Detail}")}",
        EffectReturned r => $"{EffectWords.Of(r.Effect, name)}. {r.Reason}",
        EffectRepeated r => $"{name(r.By)} sent something undelivered again.",
        EndingAwaited { Who.Count: 0 } => "Somebody is still to be told that it ended.",
        EndingAwaited a => $"Still to be told that it ended: {string.Join(", ", a.Who.Select(who => Endings.NameOf(who, name)))}.",
        EndingTold => "Everyone who was told that it began has been told that it ended.",
        EndingMarked m => $"{name(m.By)} says how {Endings.NameOf(m.Who, name)} was told that it ended: {m.Reason}",
        EffectMarked m => $"{name(m.By)} marked something undelivered as done: {m.Note}",
        _ => null,
    };

    static string By(string? by, Func<string, string> name) => by is null ? "" : $" by {name(by)}";

    static string Line(string label, string? text) => string.IsNullOrEmpty(text) ? "" : $"\n{label}: {text}";

    static string For(Audience audience) => audience == Audience.Public ? "the public" : "the company";

    static string RoleName(Role role) => role switch
    {
        Role.OnCall => "on-call engineer",
        Role.Manager => "incident response manager",
        Role.TechnicalContact => "technical contact",
        Role.SupportContact => "support contact",
        _ => "data protection officer",
    };

    static string Planned(IReadOnlyList<Alert> alerts) => alerts.FirstOrDefault(a => a.Planned is not null)?.Planned is { } planned ? $"\n{planned}" : "";
}
