using System.Collections.Immutable;

namespace Incidents;

public sealed partial record Incident
{
    /// <summary>Alerts by identity, in no order: comparing texts costs more than hashing one, a hundred thousand times.</summary>
    public ImmutableDictionary<string, AlertState> Alerts { get; init; } = ImmutableDictionary.Create<string, AlertState>(StringComparer.Ordinal);

    /// <summary>The identities of those that fire. Beside the alerts, since nothing may look through all of them for each one that comes.</summary>
    public ImmutableSortedSet<string> Firing { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The occurrences of an alert that fire.</summary>
    public IEnumerable<Alert> FiringOf(string key)
    {
        var prefix = Alert.IdentityOf(key, "");
        var found = Firing.IndexOf(prefix);
        for (var n = found < 0 ? ~found : found; n < Firing.Count && Firing[n].StartsWith(prefix, StringComparison.Ordinal); n++)
        {
            if (Alerts[Firing[n]].Alert is { } alert && alert.Key == key)
            {
                yield return alert;
            }
        }
    }

    /// <summary>Texts that its alerts share (sources, services, hosts), each kept once.</summary>
    internal ImmutableSortedSet<string> SharedTexts { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>How many alerts joined.</summary>
    public int AlertsJoined { get; init; }

    /// <summary>The worst severity that an alert named; null when none did.</summary>
    public Severity? AlertSeverity { get; init; }

    /// <summary>The largest number of users that an alert named; null when none did.</summary>
    public int? AlertUsers { get; init; }

    /// <summary>Where to look, by the first alert that said so.</summary>
    public Uri? Monitoring { get; init; }

    /// <summary>What planned work was on at the service when the last alert that knew of any came in, in a sentence; null when none was.</summary>
    public string? PlannedWork { get; init; }

    /// <summary>When whoever leads was last told that all alerts have ended.</summary>
    public DateTimeOffset? QuietToldAt { get; init; }
}
