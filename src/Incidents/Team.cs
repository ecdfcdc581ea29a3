namespace Incidents;

/// <summary>Who responds to an incident.</summary>
public static class Team
{
    /// <summary>Everybody who holds a role in it, nobody twice: manager, technical and support contact, on-call.</summary>
    public static IReadOnlyList<string> Of(Incident incident) =>
        [.. new[] { incident.Manager, incident.Technical, incident.Support, incident.OnCall }.OfType<string>().Distinct()];

    /// <summary>Who leads: the manager; without one the technical contact or whoever is on call. Empty when nobody answered yet.</summary>
    public static IReadOnlyList<string> Lead(Incident incident, PlanPolicy policy, DateTimeOffset at) =>
        (incident.Manager ?? incident.Technical ?? incident.OnCall) is { } lead ? [lead] : [.. policy.Roster.CallOrder(at).Take(1)];

    /// <summary>Who speaks for the users: the support contact; without one the lead.</summary>
    public static IReadOnlyList<string> Voice(Incident incident, PlanPolicy policy, DateTimeOffset at) =>
        incident.Support is { } support ? [support] : Lead(incident, policy, at);

    /// <summary>Who looks for the cause: the technical contact; without one whoever is on call.</summary>
    public static IReadOnlyList<string> Finder(Incident incident, PlanPolicy policy, DateTimeOffset at) =>
        (incident.Technical ?? incident.OnCall) is { } finder ? [finder] : Lead(incident, policy, at);

    /// <summary>Who may approve a public text: the incident's manager; without one every manager.</summary>
    public static IReadOnlyList<string> Approvers(Incident incident, PlanPolicy policy) =>
        incident.Manager is { } manager ? [manager] : policy.Roster.With(Role.Manager);

    /// <summary>A mail to each of some people, nobody twice.</summary>
    public static IEnumerable<Effect> Mail(IEnumerable<string> people, string subject, string text, string? requestId = null) =>
        people.Distinct().Select(p => new MailPerson(p, subject, text, requestId));

    /// <summary>The same for what only tells: in a storm it may share a mail with others.</summary>
    public static IEnumerable<Effect> News(IEnumerable<string> people, string subject, string text) =>
        people.Distinct().Select(p => new MailPerson(p, subject, text, News: true));

    /// <summary>A push to those who can be woken, and a mail to all: a mail alone wakes nobody.</summary>
    public static IEnumerable<Effect> Wake(IEnumerable<string> people, PlanPolicy policy, string subject, string text, string? requestId = null) =>
        people.Distinct().SelectMany(p => policy.Roster.Find(p) is { HasPush: true }
            ? new Effect[] { new PushPerson(p, subject, text, Urgent: true, requestId), new MailPerson(p, subject, text, requestId) }
            : [new MailPerson(p, subject, text, requestId)]);
}
