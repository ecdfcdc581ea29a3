using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>How a source writes its alerts: the type of one of <see cref="Senders.All"/>, so that a further sender is known here without a word; or heartbeat, which sends none.</summary>
/// <param name="Name">As the file has it, such as <c>alertmanager</c>.</param>
public sealed record SenderType(string Name)
{
    const string Heartbeat = "heartbeat";

    /// <summary>The names there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Senders.All.Select(sender => sender.Type), Heartbeat];

    /// <summary>True for a source that beats: Alertmanager's Watchdog, or any request to <c>/api/heartbeats/{name}</c>. Its silence is an alert.</summary>
    public bool IsHeartbeat => Name == Heartbeat;

    /// <summary>The file's word.</summary>
    public override string ToString() => Name;
}
