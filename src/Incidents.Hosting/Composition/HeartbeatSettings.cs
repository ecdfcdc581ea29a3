using Incidents.Desk;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Composition;

/// <summary>Which sources beat.</summary>
public static class HeartbeatSettings
{
    static readonly TimeSpan UsualGrace = TimeSpan.FromMinutes(2);

    /// <summary>The heartbeats of a configuration.</summary>
    /// <param name="configuration">Already checked.</param>
    /// <param name="startsAnew">See <see cref="HeartbeatOptions.StartsAnew"/>; a host that is the only process registers it so after the rest.</param>
    public static HeartbeatOptions Of(ResponseConfiguration configuration, bool startsAnew) => new(
        [.. configuration.Sources.Where(source => source.Type.IsHeartbeat)
            .Select(source => new HeartbeatSource(source.Name, source.Every!.Value, source.Grace ?? UsualGrace, source.Service ?? "monitoring"))], startsAnew);
}
