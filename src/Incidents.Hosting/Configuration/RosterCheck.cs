using MimeKit;

namespace Incidents.Hosting.Configuration;

/// <summary>The people and who of them is on call.</summary>
static class RosterCheck
{
    static readonly (Role Role, string Name, string Why)[] Needed =
    [
        (Role.Manager, "manager", "so nobody could take an incident or approve what the public is told"),
        (Role.OnCall, "onCall", "so nobody would be called when an alert comes"),
        (Role.SupportContact, "supportContact", "so nobody could be proposed to speak for the users"),
        (Role.DataProtectionOfficer, "dataProtectionOfficer", "so nobody could release a text when a breach is suspected"),
    ];

    public static IEnumerable<Problem> Of(ResponseConfiguration c) =>
        c.People is null ? [] : [.. Roles(c), .. c.People.Index().SelectMany(p => Person(p.Item, $"people[{p.Index}]")),
            .. ConfigurationCheck.Duplicates(c.People.Select(p => p.Id), "people", "id"), .. Rotation(c, c.Rotation)];

    static IEnumerable<Problem> Roles(ResponseConfiguration c) => c.People.Count == 0
        ? [new("people", "There is nobody.", "Write at least one person, with every role that the plan needs.")]
        : Needed.Where(n => !c.People.Any(p => p.Roles.Contains(n.Role)))
            .Select(n => new Problem("people", $"Nobody has the role {n.Name}, {n.Why}.", $"Give somebody the role \"{n.Name}\"; one person may have several."));

    static IEnumerable<Problem> Person(PersonEntry person, string path)
    {
        if (person.Id is not null && (!ConfigurationCheck.IsId(person.Id) || person.Id.Length > 32))
            yield return new($"{path}.id", $"\"{person.Id}\" cannot be an id.", "Use small letters, digits, hyphens, dots and underscores, at most 32.");
        if (person.Name is not null && (string.IsNullOrWhiteSpace(person.Name) || person.Name.Any(char.IsControl)))
            yield return new($"{path}.name", "The name is empty or has control characters.", "Write the name as colleagues know it, on one line.");
        if (person.Mail is not null && !(MailboxAddress.TryParse(person.Mail, out var mail) && mail.Address == person.Mail && mail.Address.Contains('@')))
            yield return new($"{path}.mail", $"\"{person.Mail}\" is not a mail address.", "Write the address alone, such as \"ana@contoso.example\".");
        if (person.Push is { } topic && !WaysCheck.IsTopic(topic))
            yield return new($"{path}.push", $"\"{topic}\" cannot be an ntfy topic.", "Use letters, digits, hyphens and underscores, at most 64.");
        foreach (var (index, key) in person.ApiKeys.Index())
        {
            if (SecretCheck.Problem($"{path}.apiKeys[{index}]", key) is { } problem)
                yield return problem;
        }
    }

    static IEnumerable<Problem> Rotation(ResponseConfiguration c, RotationSection? rotation)
    {
        if (rotation is null)
            yield break;

        if (rotation.People is { Count: 0 })
            yield return new("rotation.people", "Nobody is on call.", "Write the id of at least one person.");
        foreach (var (index, person) in (rotation.People ?? []).Index())
        {
            if (Unknown(c, person) is { } instead)
                yield return new($"rotation.people[{index}]", $"Nobody has the id \"{person}\".", instead);
        }

        foreach (var (index, standIn) in rotation.Overrides.Index())
        {
            if (standIn.Person is { } person && Unknown(c, person) is { } instead)
                yield return new($"rotation.overrides[{index}].person", $"Nobody has the id \"{person}\".", instead);
            if (standIn.To <= standIn.From && standIn.To != default)
                yield return new($"rotation.overrides[{index}].to", "It ends before it begins.", "Write a moment later than from.");
        }
    }

    /// <summary>What to write instead of a person's id; null when somebody has it.</summary>
    public static string? Unknown(ResponseConfiguration c, string person) => c.People is null || c.Find(person) is not null ? null
        : Suggestion.For(person, c.People.Select(p => p.Id).OfType<string>()) is { } near ? $"Did you mean \"{near}\"?"
        : $"Write one of: {string.Join(", ", c.People.Select(p => p.Id).OfType<string>())}.";
}
