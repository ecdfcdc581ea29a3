using System.Collections.Immutable;

namespace Incidents;

/// <summary>Folds alerts, many at once: each alone would copy a path of the tree for itself.</summary>
static class AlertFold
{
    // Texts are kept whole for as many as people can look through; of later ones only what others said before.
    const int KeptWhole = 5_000;

    // Enough for the machines of one service. Beyond that each alert keeps its own text.
    const int MostShared = 5_000;

    // Summaries often differ in each alert; they must not take the room of the machines.
    const int MostSharedTexts = 1_000;

    public static Incident Join(Incident i, IReadOnlyList<Alert> alerts, DateTimeOffset askAt)
    {
        var (all, firing, shared) = (i.Alerts.ToBuilder(), i.Firing.ToBuilder(), i.SharedTexts.ToBuilder());
        foreach (var alert in alerts)
        {
            var identity = alert.Identity;
            all[identity] = State(identity, alert, all.Count < KeptWhole, shared);
            firing.Add(identity);
        }

        return i with
        {
            Alerts = all.ToImmutable(),
            Firing = firing.ToImmutable(),
            SharedTexts = shared.ToImmutable(),
            AlertsJoined = i.AlertsJoined + alerts.Count,
            AlertSeverity = Max(i.AlertSeverity, alerts.Max(a => a.Severity)),
            AlertUsers = Max(i.AlertUsers, alerts.Max(a => a.AffectedUsers)),
            PlannedWork = alerts.LastOrDefault(a => a.Planned is not null)?.Planned ?? i.PlannedWork,
            Monitoring = i.Monitoring ?? alerts.FirstOrDefault(a => a.Link is not null)?.Link,
            AskStillFiringAt = i.IsOver || i.ResolvedAt is not null ? null : askAt,
        };
    }

    public static Incident End(Incident i, IReadOnlyList<AlertEnd> ends)
    {
        var (all, firing) = (i.Alerts.ToBuilder(), i.Firing.ToBuilder());
        foreach (var end in ends)
        {
            var identity = end.Identity;
            all[identity] = all.TryGetValue(identity, out var before) ? before with { EndedAt = end.EndedAt } : new AlertState(identity, end.EndedAt);
            firing.Remove(identity);
        }

        return i with { Alerts = all.ToImmutable(), Firing = firing.ToImmutable() };
    }

    public static Incident EndEvery(Incident i, DateTimeOffset at)
    {
        var all = i.Alerts.ToBuilder();
        foreach (var identity in i.Firing)
        {
            all[identity] = all[identity] with { EndedAt = at };
        }

        return i with { Alerts = all.ToImmutable(), Firing = i.Firing.Clear() };
    }

    static AlertState State(string identity, Alert alert, bool whole, ImmutableSortedSet<string>.Builder shared)
    {
        var state = new AlertState(identity, alert with { Source = Share(alert.Source, shared), Service = Share(alert.Service, shared), Host = alert.Host is { } host ? Share(host, shared) : null });
        return state with
        {
            Summary = whole ? Share(state.Summary, shared, MostSharedTexts) : Shared(state.Summary, shared) ?? "",
            Link = state.Link is not { } link ? null : whole ? Share(link, shared, MostSharedTexts) : Shared(link, shared),
        };
    }

    static string Share(string text, ImmutableSortedSet<string>.Builder shared, int most = MostShared)
    {
        if (Shared(text, shared) is { } known)
        {
            return known;
        }

        if (shared.Count < most)
        {
            shared.Add(text);
        }

        return text;
    }

    static string? Shared(string text, ImmutableSortedSet<string>.Builder shared) => shared.TryGetValue(text, out var known) ? known : null;

    static T? Max<T>(T? one, T? other) where T : struct => Nullable.Compare(one, other) >= 0 ? one : other;
}
