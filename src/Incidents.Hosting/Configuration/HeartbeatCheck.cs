using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>What a source that beats needs, and what no other has.</summary>
static class HeartbeatCheck
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    static readonly TimeSpan LongestGrace = TimeSpan.FromDays(1);

    public static IEnumerable<Problem> Of(SourceEntry source, string path) => source.Type?.IsHeartbeat == true ? Beats(source, path) : Others(source, path);

    static IEnumerable<Problem> Beats(SourceEntry source, string path)
    {
        if (source.Every is null)
            yield return new($"{path}.every", "This is missing.", "Write how often it beats, such as \"00:05:00\"; for Alertmanager's Watchdog that is the route's repeat_interval.");
        else if (source.Every < Shortest || source.Every > Longest)
            yield return new($"{path}.every", $"{source.Every:c} is out of range.", "Write a value from 00:00:10 to 7.00:00:00.");
        if (source.Grace is { } grace && (grace < TimeSpan.Zero || grace > LongestGrace))
            yield return new($"{path}.grace", $"{grace:c} is out of range.", "Write a value from 00:00:00 to 1.00:00:00.");
        if (source.Service is not null && string.IsNullOrWhiteSpace(source.Service))
            yield return new($"{path}.service", "The service has no name.", "Write a service's id, or leave it out for \"monitoring\".");
        if (source.Auth == SourceProof.Sns)
            yield return new($"{path}.auth", "A heartbeat does not come through Amazon SNS.", "Write bearer, basic, key, path, whsec or hmac, with a secret.");
    }

    static IEnumerable<Problem> Others(SourceEntry source, string path)
    {
        foreach (var (key, isGiven) in new[] { ("every", source.Every is not null), ("grace", source.Grace is not null), ("service", source.Service is not null) })
        {
            if (isGiven)
                yield return new($"{path}.{key}", "Only a source of the type heartbeat has this.", "Leave it out, or write the type \"heartbeat\".");
        }
    }
}
