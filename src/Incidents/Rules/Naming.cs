namespace Incidents.Rules;

/// <summary>Naming contacts, offering roles and setting the severity, at any time of the incident.</summary>
static class Naming
{
    public static readonly PlanPart Part = new("Naming", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        PersonSignal s and (NameTechnicalContact or NameSupportContact or ConfirmSeverity or OfferRole) when i.IsOver =>
            Decision.Refuse($"The incident is over since {policy.Time(i.EndedAt!.Value)}."),
        NameTechnicalContact s => Name(i.Technical, s.Person, Role.TechnicalContact, policy, () => new TechnicalContactNamed(s.At, s.By, s.Person)),
        NameSupportContact s => Name(i.Support, s.Person, Role.SupportContact, policy, () => new SupportContactNamed(s.At, s.By, s.Person)),
        TechnicalContactNamed e => Tell(i, e.Person, "technical contact", e.At, policy),
        SupportContactNamed e => Tell(i, e.Person, "support contact", e.At, policy),
        AssessImpact { CustomerSharePercent: < 0 or > 100 } => Decision.Refuse("The share of customers is a percentage from 0 to 100."),
        AssessImpact s when Suggest(s) is var severity => i.SeveritySuggested == severity ? Decision.Nothing
            : Decision.Of(new SeveritySuggested(s.At, s.By, severity, $"{s.Extent} functions, {s.CustomerSharePercent} % of customers{(s.DataAtRisk ? ", data at risk" : "")}.")),
        ConfirmSeverity when i.DeclaredAt is null => Decision.Refuse("It is not an incident yet. Declare it first; you can give the severity with it."),
        ConfirmSeverity s => Confirm(i, s.At, s.By, s.Severity, s.Reason),
        DecisionMade e when i.Request(e.RequestId)!.Request.Kind == RequestKind.AssessSeverity => Confirm(i, e.At, e.By, Enum.Parse<Severity>(e.Choice), e.Note ?? "After a finding."),
        OfferRole s => Offer(i, s, policy),
        RoleOffered e => Ask.Request(i, e.At, policy, Ask.Question(RequestKind.TakeRole, $"Do you take over as {Called(e.Role)}?", i.Title, [e.To], e.At + policy.Times.LinkLife,
            SilenceKind.AsksAgain, null, "Nothing changes until you accept.", new Choice("accept", "I take over"), new Choice("decline", "I cannot", NeedsNote: true)) with
        { Role = e.Role }),
        DecisionMade { Choice: "accept" } e when i.Request(e.RequestId)!.Request is { Kind: RequestKind.TakeRole, Role: { } role } && HolderOf(i, role) is var from && from != e.By =>
            Decision.Of(new RolePassed(e.At, role, from, e.By),
                [.. Team.News(Team.Of(i).Where(person => person != e.By), Ask.Subject(i, $"{policy.Roster.NameOf(e.By)} is the {Called(role)} now"), $"{policy.Roster.NameOf(e.By)} has accepted."),
                    .. Team.Mail([e.By], Ask.Subject(i, $"You are the {Called(role)} now"), WithCall(i, i.Title))]),
        // Whoever was called and comes after the manager has opened the call.
        Acknowledged e when i is { CallAddress: not null, IsUnresolved: true } => Decision.Of(new Noted(e.At, null, $"{policy.Roster.NameOf(e.By)} was invited to the call."),
            Team.Mail([e.By], Ask.Subject(i, "The call is open"), WithCall(i, i.Title))),
        _ => Decision.Nothing,
    };

    /// <summary>The suggestion from extent, share of customers and data security; when unsure, the higher.</summary>
    static Severity Suggest(AssessImpact s) => s switch
    {
        { DataAtRisk: true } or { Extent: Extent.Whole } or { CustomerSharePercent: >= 50 } => Severity.Critical,
        { Extent: Extent.Main } or { CustomerSharePercent: >= 10 } => Severity.Major,
        _ => Severity.Minor,
    };

    static Decision Confirm(Incident i, DateTimeOffset at, string by, Severity severity, string reason) =>
        i.SeverityConfirmed == severity ? Decision.Nothing : Decision.Of(new SeverityConfirmed(at, by, severity, reason));

    static Decision Name(string? holder, string person, Role role, PlanPolicy policy, Func<Event> named) => holder switch
    {
        _ when holder == person => Decision.Nothing,
        not null => Decision.Refuse($"{policy.Roster.NameOf(holder)} is the {Called(role)}. Offer the role to {policy.Roster.NameOf(person)}; it passes on when they accept."),
        _ when policy.Roster.Find(person) is null => Decision.Refuse($"Nobody with the id \"{person}\" is on the roster."),
        _ => Decision.Of(named()),
    };

    static Decision Offer(Incident i, OfferRole s, PlanPolicy policy) => s switch
    {
        _ when policy.Roster.Find(s.To) is null => Decision.Refuse($"Nobody with the id \"{s.To}\" is on the roster."),
        { Role: Role.DataProtectionOfficer } => Decision.Refuse("The data protection officer is set in the roster and is not handed over."),
        { Role: Role.Manager } when !policy.Roster.Has(s.To, Role.Manager) => Decision.Refuse($"{policy.Roster.NameOf(s.To)} is not an incident response manager."),
        _ when HolderOf(i, s.Role) is not { } holder => Decision.Refuse($"Nobody is the {Called(s.Role)} yet, so nothing can be handed over."),
        _ when HolderOf(i, s.Role) == s.To => Decision.Nothing,
        _ when HolderOf(i, s.Role) != s.By && i.Manager != s.By => Decision.Refuse($"Only the {Called(s.Role)} or the manager can hand this role over."),
        _ when i.OpenRequests(RequestKind.TakeRole).Any(r => r.Request.Role == s.Role && r.Request.Approvers.Contains(s.To)) => Decision.Nothing,
        _ => Decision.Of(new RoleOffered(s.At, s.By, s.Role, s.To)),
    };

    static string? HolderOf(Incident i, Role role) => role switch
    {
        Role.Manager => i.Manager,
        Role.TechnicalContact => i.Technical,
        Role.SupportContact => i.Support,
        Role.OnCall => i.OnCall,
        _ => null,
    };

    static Decision Tell(Incident i, string person, string role, DateTimeOffset at, PlanPolicy policy) => Decision.Of(new Noted(at, null, $"{policy.Roster.NameOf(person)} was told of being the {role}."),
        Team.Mail([person], Ask.Subject(i, $"You are the {role}"), WithCall(i, i.Title)));

    static string WithCall(Incident i, string text) => i is { CallAddress: { } call, Resolution: null } ? $"{text}\n\nJoin the call: {call}" : text;

    static string Called(Role role) => role switch
    {
        Role.Manager => "incident response manager",
        Role.TechnicalContact => "technical contact",
        Role.SupportContact => "support contact",
        Role.OnCall => "on-call engineer",
        _ => "data protection officer",
    };
}
