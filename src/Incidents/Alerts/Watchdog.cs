using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>An alert that fires always, so that its absence shows that monitoring is down. It comes as Alertmanager's webhook, or as the bare list that Prometheus posts.</summary>
public static class Watchdog
{
    /// <summary>True when a body says that alerts are over and of none that it fires. Anything else, and no body at all, is a sign of life. Never throws on bad input.</summary>
    /// <param name="body">As it came in.</param>
    /// <param name="at">When it arrived: an <c>endsAt</c> after it is not reached yet.</param>
    public static bool SaysOver(ReadOnlyMemory<byte> body, DateTimeOffset at)
    {
        var isOver = false;
        StrictJson.Map(body, root =>
        {
            var alerts = root.ValueKind == JsonValueKind.Array ? root : root.Member("alerts");
            isOver = alerts.ValueKind == JsonValueKind.Array && alerts.GetArrayLength() > 0
                ? alerts.EnumerateArray().All(alert => alert.Text("status") is { } status ? status == "resolved" : alert.Time("endsAt") <= at)
                : root.Text("status") == "resolved";
            return new MappedInput([], []);
        });
        return isOver;
    }
}
