namespace Incidents.Rules;

/// <summary>Who may say what. Asked first, so that no part has to ask again.</summary>
static class Rights
{
    public static readonly PlanPart Part = new("Rights", React);

    static Decision React(Incident incident, Occurrence occurrence, PlanPolicy policy) =>
        occurrence is PersonSignal signal && Refusal(incident, signal, policy) is { } no ? Decision.Refuse(no) : Decision.Nothing;

    static string? Refusal(Incident i, PersonSignal signal, PlanPolicy policy)
    {
        if (policy.Roster.Find(signal.By) is null)
        {
            return $"Nobody with the id \"{signal.By}\" is on the roster. Ask whoever keeps response.json to add you.";
        }

        if (i.OpenedAt is null)
        {
            return "There is no such incident.";
        }

        return signal switch
        {
            // A request names who may answer it; its own rule looks.
            AnswerRequest or MistypeCode or AddNote or SuspectBreach or Acknowledge or CloseAction => null,
            AcceptCommand or DeclineCommand => Needs(signal.By, Role.Manager, policy),
            RecordBreach or NotifyAuthority or WaiveNotification or ClearBreach => Needs(signal.By, Role.DataProtectionOfficer, policy),
            NameTechnicalContact or NameSupportContact when i.Manager != signal.By && !(i.Plan == PlanKind.Simplified && OnTeam(i, signal.By)) =>
                i.Manager is { } m ? $"Only the manager, {policy.Roster.NameOf(m)}, names the contacts." : "A manager has to accept the incident before contacts are named.",
            KeepInternal when !policy.Roster.Has(signal.By, Role.Manager) && !OnTeam(i, signal.By) => "Only the response team decides whether the public is told.",
            _ => MayAct(i, signal.By, policy) ? null : "Only people of the response team, on call or managers can do this. You can add a note, or ask the manager to hand you a role.",
        };
    }

    static string? Needs(string person, Role role, PlanPolicy policy) => policy.Roster.Has(person, role) ? null : role switch
    {
        Role.Manager => "Only an incident response manager can take an incident.",
        _ => "Only the data protection officer can decide this.",
    };

    static bool MayAct(Incident i, string person, PlanPolicy policy) => OnTeam(i, person)
        || policy.Roster.Has(person, Role.OnCall) || policy.Roster.Has(person, Role.Manager) || policy.Roster.Has(person, Role.TechnicalContact)
        || policy.Roster.Has(person, Role.SupportContact) || policy.Roster.Has(person, Role.DataProtectionOfficer);

    static bool OnTeam(Incident i, string person) => Team.Of(i).Contains(person);
}
