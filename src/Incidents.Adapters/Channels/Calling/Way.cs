using Incidents.Desk;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>One way to wake one person.</summary>
/// <param name="Name">As the record names it, such as <c>ntfy</c>.</param>
/// <param name="After">How long after the first push it is tried, unless the person has answered by then.</param>
/// <param name="Channel">Carries it.</param>
public sealed record Way(string Name, TimeSpan After, IChannel Channel)
{
    /// <summary>Ends a call that would ring on at the provider; null: it rings once. Ending it twice changes nothing.</summary>
    public Func<OpenedCall, CancellationToken, Task<Attempt>>? End { get; init; }

    /// <summary>True when all calls of an incident by this way are one at the provider.</summary>
    public bool EndsForAll { get; init; }
}
