namespace Incidents;

/// <summary>
/// An alert within an incident, kept small: an outage brings a hundred thousand, and every one stays known by its identity. Texts that many alerts share are one string,
/// which is the fold's business.
/// </summary>
public sealed record AlertState
{
    const int Unknown = -1;

    readonly string _identity;
    readonly int _keyLength;
    readonly string _source;
    readonly string _service;
    readonly DateTimeOffset _startedAt;
    readonly Severity? _severity;
    readonly int? _affectedUsers;

    internal AlertState(string identity, Alert alert)
    {
        (_identity, _keyLength, _source, _service, Summary, Host) = (identity, alert.Key.Length, alert.Source, alert.Service, alert.Summary, alert.Host);
        (_startedAt, _severity, _affectedUsers, Link) = (alert.StartedAt, alert.Severity, alert.AffectedUsers, alert.Link?.OriginalString);
    }

    internal AlertState(string identity, DateTimeOffset endedAt) => (_identity, _keyLength, _source, _service, EndedAt) = (identity, Unknown, "", "", endedAt);

    /// <summary>As it first fired; made anew each time. Null when its end arrived before its beginning. Late ones of a storm have neither summary nor link.</summary>
    public Alert? Alert => _keyLength == Unknown ? null : new(Key, _identity[(_keyLength + 1)..], _source, _service, Summary, _severity, _affectedUsers, _startedAt, Link is null ? null : new Uri(Link, UriKind.RelativeOrAbsolute), Host);

    /// <summary>When it resolved by the sender's word; null while it fires.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>True while the sender has not said that it is over.</summary>
    public bool Firing => _keyLength != Unknown && EndedAt is null;

    /// <summary>What it is about; null when its sender does not say.</summary>
    public string? Host { get; internal init; }

    internal string Summary { get; init; } = "";

    internal string? Link { get; init; }

    internal string Key => _identity[..Math.Max(_keyLength, 0)];
}
