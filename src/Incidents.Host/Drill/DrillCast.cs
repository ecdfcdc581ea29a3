namespace Incidents.Host.Drill;

/// <summary>Who plays whom: roles of a scenario become people of the roster, so that a scenario fits any company's roster.</summary>
/// <param name="roster">The roster.</param>
/// <param name="mails">Mail addresses by person.</param>
public sealed class DrillCast(Roster roster, IReadOnlyDictionary<string, string> mails)
{
    /// <summary>The person with this id, or the first who has this role; on-call is whose turn it is.</summary>
    /// <exception cref="DrillException">The roster has neither.</exception>
    public string Find(string who, DateTimeOffset at)
    {
        if (roster.Find(who) is { } person)
        {
            return person.Id;
        }

        var people = !Enum.TryParse<Role>(who, ignoreCase: true, out var role) ? []
            : role == Role.OnCall ? roster.CallOrder(at) : roster.With(role);
        return people.Count > 0 ? people[0] : throw new DrillException($"The roster has neither a person nor a role \"{who}\".");
    }

    /// <summary>Where the person's mails go.</summary>
    public string? MailOf(string person) => mails.GetValueOrDefault(person);
}

/// <summary>A rehearsal that did not go as its scenario says, in words for whoever runs it.</summary>
public sealed class DrillException : Exception
{
    /// <summary>Without words.</summary>
    public DrillException()
    {
    }

    /// <summary>With words.</summary>
    public DrillException(string message)
        : base(message)
    {
    }

    /// <summary>With words and a cause.</summary>
    public DrillException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
