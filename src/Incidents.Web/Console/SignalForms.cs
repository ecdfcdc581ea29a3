namespace Incidents.Web.Console;

/// <summary>The form for every signal that a person may send, in the order in which an incident needs them.</summary>
static class SignalForms
{
    static readonly (string, string)[] Severities = [("Critical", "Critical: down for most users, or data at risk"), ("Major", "Major: a main function, or many users"), ("Minor", "Minor: a nuisance")];
    static readonly (string, string)[] Extents = [("Whole", "Everything, or nearly"), ("Main", "A main function"), ("Secondary", "A secondary function")];
    static readonly (string, string)[] Roles = [("Manager", "Incident response manager"), ("TechnicalContact", "Technical contact"), ("SupportContact", "Support contact")];
    static readonly (string, string)[] Kinds = [("Update", "Update"), ("Investigating", "Investigating"), ("Identified", "Identified"), ("Monitoring", "Monitoring"), ("Resolved", "Resolved"), ("Workaround", "Workaround")];
    static readonly (string, string)[] Audiences = [("Public", "The public"), ("Internal", "The company")];

    // A remark made in a hurry would else surprise its author on the status page.
    const string Quoted = "Goes word for word into the drafts for the public and the company.";

    /// <summary>All of them. Answers, repeats and marks have forms of their own beside what they are about.</summary>
    public static readonly IReadOnlyList<SignalForm> All =
    [
        new("acknowledge", "I have seen it", "You look at it; nobody else is called.", (i, _, _) => i is { Phase: Phase.Detecting, OnCall: null }),
        new("count-users", "Say how many users are affected", "Your best estimate. The plan declares by it.", (i, p, o) => i.Phase == Phase.Detecting && Acts(i, p, o), new FormField("users", "Users", FieldKind.Number)),
        new("declare-incident", "Declare the incident", "Before the rule does. The plan starts.", (i, p, o) => i.Phase == Phase.Detecting && Acts(i, p, o),
            Why(), new FormField("severity", "Severity", FieldKind.Choice, Required: false, Choices: Severities)),
        new("accept-command", "Take this incident", "You become its manager.", (i, p, o) => i.DeclaredAt is not null && !i.IsOver && i.Manager is null && o.Roster.Has(p, Role.Manager)),
        new("decline-command", "I cannot take it", "The next manager is called at once.", (i, p, _) => i.Manager is null && i.ManagerCalling?.Person == p, Why()),
        new("name-technical-contact", "Name the technical contact", "Finds the cause and mitigates.", Names, new FormField("person", "Who", FieldKind.Person, Now: i => i.Technical ?? i.ProposedTechnical)),
        new("name-support-contact", "Name the support contact", "Speaks for the users.", Names, new FormField("person", "Who", FieldKind.Person, Now: i => i.Support ?? i.ProposedSupport)),
        new("assess-impact", "Assess the impact", "The plan suggests a severity from it.", Unresolved, new FormField("extent", "What is affected", FieldKind.Choice, Choices: Extents),
            new FormField("customerSharePercent", "Share of customers, in percent", FieldKind.Number), new FormField("dataAtRisk", "Data may be at risk", FieldKind.Check, Required: false)),
        new("confirm-severity", "Set the severity", "When unsure, the higher.", Unresolved, new FormField("severity", "Severity", FieldKind.Choice, Choices: Severities), Why()),
        new("record-support-plan", "Record the support plan", "How users are helped, and whether they are contacted directly.", (i, p, o) => i is { TeamSetAt: not null, IsOver: false } && Acts(i, p, o),
            new FormField("workaround", "What users can do meanwhile", Required: false, Help: Quoted), new FormField("directContact", "Affected users are contacted directly", FieldKind.Check, Required: false),
            Why("Why, or why not"), new FormField("publishWorkaround", "Propose the workaround as a public notice", FieldKind.Check, Required: false)),
        new("record-finding", "Record a finding", "Any of the three. A cause may be \"unknown\".", (i, p, o) => !i.IsOver && Acts(i, p, o), new FormField("scope", "What is affected, in users' words", Required: false, Help: Quoted),
            new FormField("cause", "Cause", Required: false, Help: Quoted), new FormField("mitigation", "What was done about it", Required: false, Help: Quoted)),
        new("contain-problem", "It does not spread any more", "Under the simplified plan this keeps a manager asleep.", (i, p, o) => i is { IsUnresolved: true, ContainedAt: null } && Acts(i, p, o), new FormField("how", "How")),
        new("apply-fix", "A fix is in place", "It is being watched; step 6 announces it.", (i, p, o) => i.Phase is Phase.Investigating or Phase.Identified && Acts(i, p, o), new FormField("what", "What was done", Help: Quoted)),
        new("declare-resolved", "It is over", "The team is satisfied; step 7 announces it.", Unresolved, new FormField("summary", "What happened, in a sentence or two", Help: Quoted)),
        new("report-relapse", "It came back", "The incident goes back to investigating.", (i, p, o) => i.Phase is Phase.Identified or Phase.Monitoring or Phase.Resolved && Acts(i, p, o), Why()),
        new("draft-notice", "Write or edit a notice", "An edit voids every link to the text before it.", (i, p, o) => i.DeclaredAt is not null && !i.IsOver && Acts(i, p, o), new FormField("kind", "What it announces", FieldKind.Choice, Choices: Kinds),
            new FormField("audience", "For", FieldKind.Choice, Choices: Audiences), new FormField("title", "Title", FieldKind.Line), new FormField("text", "Text")),
        new("keep-internal", "Keep it internal", "The public is not told.", (i, p, o) => i is { DeclaredAt: not null, IsPublic: false, IsOver: false, KeptInternal: null } && Acts(i, p, o), Why()),
        new("offer-role", "Hand over a role", "It passes on only when the other accepts.", (i, p, o) => i is { DeclaredAt: not null, IsOver: false } && Acts(i, p, o), new FormField("role", "Role", FieldKind.Choice, Choices: Roles), new FormField("to", "To", FieldKind.Person)),
        new("write-report", "Write the public report", "Markdown. After publication this amends it.", (i, p, o) => i is { Phase: Phase.Resolved, IsPublic: true } && Acts(i, p, o),
            new FormField("text", "Report", Now: i => i.Draft.GetValueOrDefault((NoticeKind.Report, Audience.Public))?.Text)),
        new("write-direct-message", "Write to the affected users", "A mail to everybody who left an address.", Contacts, new FormField("subject", "Subject", FieldKind.Line), new FormField("text", "Text")),
        new("record-contacts-made", "Users were contacted in another way", "Say how.", Contacts, new FormField("how", "How")),
        new("move-postmortem", "Move the post-mortem", "Everybody is told.", (i, p, o) => i is { Phase: Phase.Resolved, Postmortem: null } && Acts(i, p, o), new FormField("to", "To", FieldKind.Time), Why()),
        new("hold-postmortem", "The post-mortem was held", "What happened, what helped, what hindered, what we change. Nobody is blamed.", (i, p, o) => i is { Phase: Phase.Resolved, Postmortem: null } && Acts(i, p, o), new FormField("notes", "Notes")),
        new("add-action", "Add an action", "It is chased until it is closed.", (i, p, o) => i.Phase == Phase.Resolved && Acts(i, p, o), new FormField("what", "What", FieldKind.Line), new FormField("owner", "Owner", FieldKind.Person), new FormField("due", "Due", FieldKind.Time)),
        new("confirm-actions", "The list of actions is complete", "Or say why none is needed.", (i, p, o) => i is { Phase: Phase.Resolved, Postmortem: not null, ActionsConfirmedAt: null } && Acts(i, p, o), new FormField("note", "Note")),
        new("close-action", "Close an action", "Done or dropped, and how it ended.", (i, _, _) => i.Actions.Any(a => a.ClosedAt is null), new FormField("actionId", "Action", FieldKind.Choice, Now: OnlyAction, From: OpenActions), new FormField("outcome", "Outcome")),
        new("confirm-report", "The public report says what was found", "Confirms the published report.", (i, p, o) => i is { Phase: Phase.Resolved, Postmortem: not null, Reports.Count: > 0, ReportConfirmedAt: null } && Acts(i, p, o)),
        new("suspect-breach", "Suspect a breach of data or security", "The incident becomes private at once and the data protection officer is called.", (i, _, _) => i is { Breach: null, IsOver: false }, Why("What makes you think so")),
        new("record-breach", "Record the facts of the breach", "GDPR article 33(5).", Officer, new FormField("nature", "Nature of the breach"), new FormField("data", "Data concerned"), new FormField("personsAffected", "Persons affected, if known", FieldKind.Number, Required: false),
            new FormField("consequences", "Likely consequences"), new FormField("measures", "Measures taken")),
        new("notify-authority", "The authority was notified", "GDPR article 33(1).", Officer, new FormField("reference", "The authority's reference", FieldKind.Line), new FormField("lateReason", "Reasons, when later than 72 hours", Required: false)),
        new("waive-notification", "No notification is owed", "A risk to people is unlikely, and why.", Officer, Why()),
        new("clear-breach", "There was no breach", "The incident is no longer private.", Officer, Why()),
        new("add-note", "Add a note", "A remark on the record.", (_, _, _) => true, new FormField("text", "Note")),
        // The last, since it ends everything.
        new("dismiss-alarm", "Dismiss a false alarm", "It stays on the record, and nothing else happens.", (i, p, o) => i.Phase == Phase.Detecting && Acts(i, p, o), Why()),
    ];

    /// <summary>The forms that make sense now for a person.</summary>
    public static IEnumerable<SignalForm> For(Incident incident, string person, PlanPolicy policy) => All.Where(f => f.Offered(incident, person, policy));

    static IEnumerable<(string, string)> OpenActions(Incident i) => i.Actions.Where(a => a.ClosedAt is null).Select(a => (a.Id, $"{a.Id}: {a.What}"));

    // With several open ones a person chooses, rather than closing the first by mistake.
    static string? OnlyAction(Incident i) => OpenActions(i).Take(2).ToList() is [var (id, _)] ? id : null;

    static FormField Why(string label = "Reason") => new("reason", label);

    static bool Unresolved(Incident i, string person, PlanPolicy policy) => i.IsUnresolved && Acts(i, person, policy);

    static bool Names(Incident i, string person, PlanPolicy policy) => i.IsUnresolved && (i.Manager == person || (i.Plan == PlanKind.Simplified && Team.Of(i).Contains(person)));

    static bool Contacts(Incident i, string person, PlanPolicy policy) => i is { SupportPlan.DirectContact: true, ContactsMade: null, ResolvedAt: not null, IsOver: false } && Acts(i, person, policy);

    static bool Officer(Incident i, string person, PlanPolicy policy) => i.IsPrivate && policy.Roster.Has(person, Role.DataProtectionOfficer);

    static bool Acts(Incident i, string person, PlanPolicy policy) => Team.Of(i).Contains(person) || policy.Roster.Find(person) is { Roles.Count: > 0 };
}
