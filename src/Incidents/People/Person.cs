namespace Incidents;

/// <summary>Somebody who responds to incidents.</summary>
/// <param name="Id">Short and stable, such as <c>ana</c>; events name people by it.</param>
/// <param name="Name">As shown.</param>
/// <param name="HasPush">True when a push can wake this person.</param>
/// <param name="Roles">What the person may be.</param>
public sealed record Person(string Id, string Name, bool HasPush, IReadOnlyList<Role> Roles);

/// <summary>Who responds, and who is on call when.</summary>
/// <param name="People">Everybody, in the order in which managers are called.</param>
/// <param name="Rotation">Who is on call when.</param>
public sealed record Roster(IReadOnlyList<Person> People, Rotation Rotation)
{
    /// <summary>The ids of those who may have a role, in roster order.</summary>
    public IReadOnlyList<string> With(Role role) => [.. People.Where(p => p.Roles.Contains(role)).Select(p => p.Id)];

    /// <summary>The person, or null when nobody has this id.</summary>
    public Person? Find(string id) => People.FirstOrDefault(p => p.Id == id);

    /// <summary>The name to show; the id when the person has left the roster.</summary>
    public string NameOf(string id) => Find(id)?.Name ?? id;

    /// <summary>True when the person may have the role.</summary>
    public bool Has(string id, Role role) => Find(id)?.Roles.Contains(role) ?? false;

    /// <summary>In which order people are called at a time: who is on call, the others of the rotation, then the managers. Nobody twice.</summary>
    public IReadOnlyList<string> CallOrder(DateTimeOffset at) => [.. Rotation.Order(at).Concat(With(Role.OnCall)).Concat(With(Role.Manager)).Distinct()];
}
