using System.Collections.Concurrent;

namespace Incidents.Desk;

/// <summary>How a channel fares, since this process started.</summary>
/// <param name="Channel">The channel's name; effects name it.</param>
/// <param name="LastSuccess">When it last delivered something; null: not yet.</param>
/// <param name="FailingSince">When the first of the failures came that no success has ended; null: it does not fail.</param>
/// <param name="Reason">The last failure in words; null: it does not fail.</param>
public sealed record ChannelState(string Channel, DateTimeOffset? LastSuccess = null, DateTimeOffset? FailingSince = null, string? Reason = null);

/// <summary>How every channel fares, for probes and the console. It is kept in memory: the ledger has the whole story.</summary>
/// <param name="names">The channels of this host.</param>
public sealed class ChannelStates(IEnumerable<string> names)
{
    readonly ConcurrentDictionary<string, ChannelState> states = new(names.Select(name => KeyValuePair.Create(name, new ChannelState(name))), StringComparer.Ordinal);

    /// <summary>Every channel, by name.</summary>
    public IReadOnlyList<ChannelState> All => [.. states.Values.OrderBy(state => state.Channel, StringComparer.Ordinal)];

    /// <summary>Keeps what an attempt came to. A refusal says nothing about the channel: it answered.</summary>
    internal void Keep(string channel, Attempt? attempt, DateTimeOffset at)
    {
        var why = attempt switch
        {
            null => "The attempt was cut short.",
            Attempt.Deferred { Planned: false } later => later.Reason,
            Attempt.Unknown unknown => unknown.Reason,
            _ => null,
        };
        if (attempt is not Attempt.Refused)
        {
            states.AddOrUpdate(channel, name => Next(new ChannelState(name), why, at), (_, before) => Next(before, why, at));
        }
    }

    static ChannelState Next(ChannelState before, string? why, DateTimeOffset at) =>
        why is null ? before with { LastSuccess = at, FailingSince = null, Reason = null } : before with { FailingSince = before.FailingSince ?? at, Reason = why };
}
