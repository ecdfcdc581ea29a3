using Incidents.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Health;

/// <summary>Probes: alive at all, and ready with everything it needs.</summary>
sealed class HealthEndpoints(IIncidentLog log, IEnumerable<IReadinessCheck> checks)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).ExcludeFromDescription();
        routes.MapGet("/health/ready", (HttpContext http, HealthEndpoints me) => me.ReadyAsync(http.RequestAborted)).ExcludeFromDescription();
    }

    async Task<IResult> ReadyAsync(CancellationToken ct)
    {
        var problems = new List<string>();
        try
        {
            await log.HeadsAsync(HeadFilter.Open, 1, ct);
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

        return problems.Count == 0 ? Results.Text("ready") : Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
