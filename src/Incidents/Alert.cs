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
/// <param name="Host">The machine, instance or object that it is about, when the sender names one.</param>
/// <param name="Planned">What planned work was on at its service when it came in, in a sentence; null when none was.</param>
public sealed record Alert(string Key, string Episode, string Source, string Service, string Summary,
    Severity? Severity, int? AffectedUsers, DateTimeOffset StartedAt, Uri? Link, string? Host = null, string? Planned = null)
{
    /// <summary>Key and episode together: the identity that makes a repeat a repeat.</summary>
    public string Identity => IdentityOf(Key, Episode);

    /// <summary>The identity of an occurrence that is known by its names alone.</summary>
    public static string IdentityOf(string key, string episode) => $"{key}|{episode}";
}

/// <summary>The end of one occurrence of an alert.</summary>
/// <param name="Key">Names the alert.</param>
/// <param name="Episode">Names the occurrence.</param>
/// <param name="EndedAt">When it was over, by the sender's word.</param>
public sealed record AlertEnd(string Key, string Episode, DateTimeOffset EndedAt)
{
    /// <summary>The identity of the occurrence.</summary>
    public string Identity => Alert.IdentityOf(Key, Episode);
}
