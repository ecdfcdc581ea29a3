using System.Globalization;
using Incidents.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Health;

/// <summary>Probes: alive at all, and ready with everything it needs.</summary>
sealed class HealthEndpoints(IIncidentLog log, Heartbeats heartbeats, IEnumerable<IReadinessCheck> checks)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).ExcludeFromDescription();
        routes.MapGet("/health/ready", (HttpContext http, HealthEndpoints me) => me.ReadyAsync(http.RequestAborted)).ExcludeFromDescription();
    }

    async Task<IResult> ReadyAsync(CancellationToken ct)
    {
        var (problems, beats) = (new List<string>(), (IReadOnlyList<HeartbeatState>)[]);
        try
        {
            await log.HeadsAsync(HeadFilter.Open, 1, ct);
            beats = await heartbeats.LookAsync(ct);
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

        // A heartbeat that is silent says nothing about this host; on-call is told of it.
        return problems.Count == 0 ? Results.Text(string.Join('\n', beats.Select(Line).Prepend("ready"))) : Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static string Line(HeartbeatState beat) => string.Create(CultureInfo.InvariantCulture,
        $"heartbeat {beat.Source.Source}: {(beat.IsSilent ? "silent, " : "")}{(beat.LastBeat is { } at ? $"last beat {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "never heard")}");
}
