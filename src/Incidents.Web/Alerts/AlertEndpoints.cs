using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>Takes alerts in: durable first, then 202, then served.</summary>
sealed class AlertEndpoints(AlertIntake intake, DurableIntake durable, WebOptions options, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/alerts/{source}", (HttpContext http, string source, AlertEndpoints me) => me.TakeAsync(http, source))
        .WithName("PostAlert").WithSummary("Takes an alert. 202 means that it is on disk; 503 means: send the same again.")
        .Produces(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    async Task<IResult> TakeAsync(HttpContext http, string source)
    {
        if (!options.Sources.TryGetValue(source, out var auth))
        {
            return Results.Problem("No source is configured under this name.", statusCode: StatusCodes.Status404NotFound);
        }

        if (await Bodies.ReadAsync(http, Bodies.Alert) is not { } body)
        {
            return Results.Problem("An alert has at most 1 MiB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var now = time.GetUtcNow();
        if (SourceCheck.Problem(auth, http, body, now) is > 0 and var status)
        {
            if (status == StatusCodes.Status401Unauthorized)
            {
                http.Response.Headers.WWWAuthenticate = auth is SourceAuth.Basic ? "Basic realm=\"alerts\"" : "Bearer";
            }

            return Results.Problem(status == StatusCodes.Status403Forbidden ? "This source is taken from the same machine only." : "The sender is not who this source expects.", statusCode: status);
        }

        if (!Bodies.IsJson(http) || http.Request.Headers.ContentEncoding.Count > 0)
        {
            return Results.Problem("Send JSON as application/json, not compressed.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        // A signed delivery has an id that its sender repeats; the others get one, and the plan recognises repeated alerts by themselves.
        var id = auth is SourceAuth.StandardWebhooks ? $"{source}/{http.Request.Headers["webhook-id"]}" : $"{source}/{Guid.CreateVersion7(now)}";
        var input = new RawInput(id, source, now, http.Request.ContentType!, body,
            intake.Needed(source, http.Request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value.ToString()))));
        await durable.TakeAsync(input, http.RequestAborted);
        return Results.Accepted();
    }
}
