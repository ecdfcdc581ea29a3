namespace Incidents;

/// <summary>What the company has decided beforehand: its thresholds, its people, its hours, its words and its channels.</summary>
/// <param name="Company">The company's name, as the public knows it.</param>
/// <param name="Times">The plan's thresholds.</param>
/// <param name="Hours">Business hours.</param>
/// <param name="Roster">People and rotation.</param>
/// <param name="Templates">The texts that notices are drafted from.</param>
/// <param name="Services">Public names of services by id; an alert may name one that is not listed.</param>
/// <param name="InternalChannels">Where the company is told; every post goes to each.</param>
/// <param name="PostChannels">Where short public posts go besides the status page.</param>
/// <param name="Drill">True in a rehearsal.</param>
public sealed record PlanPolicy(string Company, PlanTimes Times, BusinessHours Hours, Roster Roster, NoticeTemplates Templates,
    IReadOnlyDictionary<string, string> Services, IReadOnlyList<string> InternalChannels, IReadOnlyList<string> PostChannels, bool Drill)
{
    /// <summary>True when meetings go into calendars that are connected; otherwise mails carry invitations.</summary>
    public bool HasCalendar { get; init; }

    /// <summary>A moment as people of the company read it: in its time zone, with the offset.</summary>
    public string Time(DateTimeOffset at) => Words.Time(at, Hours.Zone);

    /// <summary>The public name of a service; its id when it is not listed.</summary>
    public string ServiceName(string service) => Services.GetValueOrDefault(service, service);
}
