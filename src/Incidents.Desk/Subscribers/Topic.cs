using Incidents.Public;

namespace Incidents.Desk.Subscribers;

/// <summary>What subscribers are told of.</summary>
public enum TopicKind
{
    /// <summary>An incident, word by word.</summary>
    Incident,

    /// <summary>The post-mortem of an incident, once.</summary>
    Report,

    /// <summary>Planned work: scheduled, begun, over.</summary>
    Maintenance,

    /// <summary>The state of one service, for programs.</summary>
    Service,
}

/// <summary>One matter with the latest public word on it. The newest word wins: earlier ones that were not told are not told any more.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Of">The id of the incident, the maintenance or the service.</param>
/// <param name="Number">Of the latest word; rises.</param>
/// <param name="At">When it was said.</param>
/// <param name="Over">True when that word ended the matter.</param>
/// <param name="Services">The services that it touches.</param>
public sealed record Topic(TopicKind Kind, string Of, int Number, DateTimeOffset At, bool Over, IReadOnlyList<string> Services)
{
    /// <summary>How the service was and is; null for anything but a service.</summary>
    public ServiceChange? Change { get; init; }

    /// <summary>Names the matter.</summary>
    public string Id => $"{Kind switch { TopicKind.Incident => "i", TopicKind.Report => "r", TopicKind.Maintenance => "m", _ => "s" }}:{Of}";

    /// <summary>Names this word on it.</summary>
    public string Word => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}/{Number}");
}

/// <summary>A service's state before and after a change.</summary>
public sealed record ServiceChange(ServiceStatus Old, ServiceStatus Now);
