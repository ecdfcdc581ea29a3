namespace Incidents.Rules;

/// <summary>Who may see an incident.</summary>
public static class Sight
{
    /// <summary>Everybody of the roster; in the breach lane the team, its manager, the data protection officer, whoever raised the suspicion and whoever is asked something.</summary>
    public static bool Sees(Incident incident, string person, PlanPolicy policy) => !incident.IsPrivate
        || Team.Of(incident).Contains(person)
        || policy.Roster.Has(person, Role.DataProtectionOfficer)
        || incident.Breach!.Suspected.By == person
        || incident.Requests.Any(r => r.Open && r.Request.Approvers.Contains(person));
}
