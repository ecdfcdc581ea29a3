using System.Globalization;
using Incidents.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Health;

/// <summary>Probes: alive at all, and ready with everything it needs.</summary>
sealed class HealthEndpoints(IIncidentLog log, Heartbeats heartbeats, AlertPulls pulls, IEnumerable<IReadinessCheck> checks, IEnumerable<ChannelStates> channels)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).ExcludeFromDescription();
        routes.MapGet("/health/ready", (HttpContext http, HealthEndpoints me) => me.ReadyAsync(http.RequestAborted)).ExcludeFromDescription();
    }

    // A failing channel never holds up the plan, so it does not take the host out of service. Reasons are for those who have signed in.
    IEnumerable<string> Channels() => channels.SelectMany(states => states.All).Select(channel => channel switch
    {
        { FailingSince: { } since } => string.Create(CultureInfo.InvariantCulture, $"{channel.Channel}: failing since {since.UtcDateTime:u}"),
        { LastSuccess: { } last } => string.Create(CultureInfo.InvariantCulture, $"{channel.Channel}: last delivered {last.UtcDateTime:u}"),
        _ => $"{channel.Channel}: not used since the start",
    });

    async Task<IResult> ReadyAsync(CancellationToken ct)
    {
        var (problems, beats, asked) = (new List<string>(), (IReadOnlyList<HeartbeatState>)[], (IReadOnlyList<PullState>)[]);
        try
        {
            await log.HeadsAsync(HeadFilter.Open, 1, ct);
            beats = await heartbeats.LookAsync(ct);
            asked = await pulls.LookAsync(ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            problems.Add("The incident log cannot be read.");
        }

        foreach (var check in checks)
        {
            if (await check.ProblemAsync(ct) is { } problem)
            {
                problems.Add(problem);
            }
        }

        // A heartbeat that is silent says nothing about this host, nor does an Alertmanager that cannot be asked.
        return problems.Count == 0 ? Results.Text(string.Join('\n', ["ready", .. beats.Select(Line), .. asked.Select(Line), .. Channels()])) : Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static string Line(PullState pull) => pull switch
    {
        { FailingSince: { } since } => string.Create(CultureInfo.InvariantCulture, $"pull {pull.Source}: failing since {since.UtcDateTime:u}"),
        { AskedAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"pull {pull.Source}: last asked {at.UtcDateTime:u}"),
        _ => $"pull {pull.Source}: not asked yet",
    };

    static string Line(HeartbeatState beat) => string.Create(CultureInfo.InvariantCulture,
        $"heartbeat {beat.Source.Source}: {(beat.IsSilent ? "silent, " : "")}{(beat.LastBeat is { } at ? $"last beat {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "never heard")}");
}
