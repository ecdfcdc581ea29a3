using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>
/// Takes beats: any request of the source will do, with or without a body. The one exception is a notification that says that the Watchdog is over: Alertmanager sends it when
/// Prometheus has stopped telling of it, which is the silence that is watched for.
/// </summary>
sealed class HeartbeatEndpoint(Heartbeats heartbeats, WebOptions options, SourceCheck check, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, name) in new[] { ("/api/heartbeats/{source}", "Beat"), ("/api/heartbeats/{source}/{key}", "BeatWithKey") })
        {
            routes.MapMethods(path, ["GET", "POST"], (HttpContext http, string source, string? key, HeartbeatEndpoint me) => me.TakeAsync(http, source, key))
                .WithName(name).WithSummary("A source of the type heartbeat makes itself heard. 202 means that the beat is on disk; 503 means: send it again.")
                .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
                .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }

        // Prometheus puts the path of Alertmanager's API behind its path_prefix.
        routes.MapPost("/api/heartbeats/{source}/api/v2/alerts", (HttpContext http, string source, HeartbeatEndpoint me) => me.TakeAsync(http, source, null)).ExcludeFromDescription();
    }

    /// <summary>True when this source beats.</summary>
    public bool Has(string source) => heartbeats.Find(source) is not null;

    public async Task<IResult> TakeAsync(HttpContext http, string source, string? key)
    {
        if (heartbeats.Find(source) is not { } beating || !options.Sources.TryGetValue(source, out var auth) || (key is not null && auth is not SourceAuth.PathKey))
        {
            return Results.Problem("No heartbeat is configured under this name.", statusCode: StatusCodes.Status404NotFound);
        }

        if (await Bodies.ReadAsync(http, Bodies.Alert) is not { } body)
        {
            return Results.Problem("A heartbeat has at most 1 MiB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        if (await check.ProblemAsync(auth, http, body, time.GetUtcNow(), key) is > 0 and var status)
        {
            return AlertEndpoints.Refuse(http, auth, status);
        }

        if (!Watchdog.SaysOver(body, time.GetUtcNow()))
        {
            await heartbeats.BeatAsync(beating, http.RequestAborted);
        }

        return Results.Accepted();
    }
}
