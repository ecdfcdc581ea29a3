namespace Incidents;

/// <summary>One alert as its sender tells it, mapped to the plan's words.</summary>
/// <param name="Key">Names the alert: source id and the sender's own fingerprint.</param>
/// <param name="Episode">Names this occurrence of it, usually its start time; the same key fires again in another episode.</param>
/// <param name="Source">The configured source it came through.</param>
/// <param name="Service">The service (component) it is about; correlation is by service.</param>
/// <param name="Summary">One line for responders. Never shown to the public.</param>
/// <param name="Severity">What the sender thinks, when it says so.</param>
/// <param name="AffectedUsers">How many users the sender counts, when it says so.</param>
/// <param name="StartedAt">When the sender saw it begin; minutes are counted from here.</param>
/// <param name="Link">Where to look.</param>
public sealed record Alert(string Key, string Episode, string Source, string Service, string Summary,
    Severity? Severity, int? AffectedUsers, DateTimeOffset StartedAt, Uri? Link)
{
    /// <summary>Key and episode together: the identity that makes a repeat a repeat.</summary>
    public string Identity => $"{Key}|{Episode}";
}

/// <summary>An alert within an incident.</summary>
/// <param name="Alert">As it first fired; null when its end arrived before its beginning.</param>
/// <param name="EndedAt">When it resolved by the sender's word; null while it fires.</param>
public sealed record AlertState(Alert? Alert, DateTimeOffset? EndedAt)
{
    /// <summary>True while the sender has not said that it is over.</summary>
    public bool Firing => Alert is not null && EndedAt is null;
}
