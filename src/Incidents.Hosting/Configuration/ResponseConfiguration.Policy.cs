using System.Collections.Frozen;

namespace Incidents.Hosting.Configuration;

public sealed partial record ResponseConfiguration
{
    /// <summary>What the plan needs of it.</summary>
    /// <param name="drill">True in a rehearsal.</param>
    public PlanPolicy ToPolicy(bool drill)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        return new PlanPolicy(Company, Thresholds,
            new BusinessHours(zone, BusinessHours.Days.ToFrozenSet(), BusinessHours.Opens, BusinessHours.Closes, BusinessHours.Holidays.ToFrozenSet()),
            new Roster([.. People.Select(p => new Person(p.Id, p.Name, p.Push is not null || p.Ways.Count > 0, p.Roles))],
                new Rotation(Rotation.People, Rotation.Start, Rotation.DaysPerTurn, zone, [.. Rotation.Overrides.Select(o => new RotationOverride(o.From, o.To, o.Person))])),
            BuiltInTemplates.For(Language, Templates),
            Services.ToFrozenDictionary(s => s.Id, s => s.Name), ChatCheck.Internal(Channels), Channels.Posts.Public, drill)
        {
            HasCalendar = !drill && Channels.Graph?.Serves(GraphUse.Calendar) == true,
        };
    }

    /// <summary>The person with an id; null when nobody has it.</summary>
    public PersonEntry? Find(string person) => People.FirstOrDefault(p => p.Id == person);
}
