using System.Text.Json.Serialization;
using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>The answer of Opsgenie's Alert API.</summary>
/// <param name="Result">In words; only with success.</param>
/// <param name="Message">What is wrong; only without.</param>
/// <param name="Took">Seconds.</param>
/// <param name="RequestId">Names the request.</param>
public sealed record OpsgenieAnswer([property: JsonPropertyName("result"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Result,
    [property: JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
    [property: JsonPropertyName("took")] double Took, [property: JsonPropertyName("requestId")] string RequestId);

/// <summary>
/// Opsgenie's Alert API as far as monitoring needs it: create, close, and what became of a request; acknowledge is kept and changes nothing, because only a person takes an
/// incident. The source is the one of type opsgenie whose key a request shows. An alert is named by its alias, or by the id that a request's status tells. Source: Opsgenie, "Alert API".
/// </summary>
sealed class OpsgenieEndpoints(DurableIntake intake, SourceTypes sources, SourceLimits limits, OpsgenieRequests requests, TimeProvider time)
{
    const string Sender = "opsgenie";

    // Opsgenie's own limit of an alias.
    const int MaxAlias = 512;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/v2/alerts", (HttpContext http, OpsgenieEndpoints me) => me.TakeAsync(http, null, Opsgenie.ClosedAlias))).WithName("CreateOpsgenieAlert")
            .WithSummary("Opsgenie's \"create alert\". 202 means that it is on disk; 429 and 503 mean: send the same again.");
        Describe(routes.MapPost("/v2/alerts/{identifier}/close", (HttpContext http, string identifier, OpsgenieEndpoints me) => me.TakeAsync(http, identifier, Opsgenie.ClosedAlias))).WithName("CloseOpsgenieAlert")
            .WithSummary("Opsgenie's \"close alert\", by the id that its request's status tells or by its alias.");
        Describe(routes.MapPost("/v2/alerts/{identifier}/acknowledge", (HttpContext http, string identifier, OpsgenieEndpoints me) => me.TakeAsync(http, identifier, Opsgenie.AcknowledgedAlias))).WithName("AcknowledgeOpsgenieAlert")
            .WithSummary("Opsgenie's \"acknowledge alert\": changes nothing, because only a person takes an incident.");
        routes.MapGet("/v2/alerts/requests/{requestId}", (HttpContext http, string requestId, OpsgenieEndpoints me) => me.StatusAsync(http, requestId)).WithName("GetOpsgenieRequest")
            .WithSummary("Opsgenie's \"get request status\". 404 while it is not served yet: ask again.")
            .Produces<OpsgenieRequestAnswer>().Produces<OpsgenieAnswer>(StatusCodes.Status401Unauthorized).Produces<OpsgenieAnswer>(StatusCodes.Status404NotFound).Produces<OpsgenieAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.Produces<OpsgenieAnswer>(StatusCodes.Status202Accepted).Produces<OpsgenieAnswer>(StatusCodes.Status401Unauthorized)
        .Produces<OpsgenieAnswer>(StatusCodes.Status413PayloadTooLarge).Produces<OpsgenieAnswer>(StatusCodes.Status422UnprocessableEntity).Produces<OpsgenieAnswer>(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    async Task<IResult> StatusAsync(HttpContext http, string requestId)
    {
        var (source, status) = await sources.ByCredentialsAsync(Sender, http, [], time.GetUtcNow());
        return source is null ? Unknown(http, status)
            : await requests.FindAsync(source, requestId, http.RequestAborted) is { } state ? Results.Json(new OpsgenieRequestAnswer(state, 0, requestId))
            : Answer(StatusCodes.Status404NotFound, null, "Request not found. It might not be processed, yet.");
    }

    async Task<IResult> TakeAsync(HttpContext http, string? identifier, string action)
    {
        if (await Bodies.ReadAsync(http, Bodies.Alert) is not { } body)
        {
            return Answer(StatusCodes.Status413PayloadTooLarge, null, "A request has at most 1 MiB.");
        }

        var now = time.GetUtcNow();
        var (source, status) = await sources.ByCredentialsAsync(Sender, http, body, now);
        if (source is null)
        {
            return Unknown(http, status);
        }

        if (limits.Problem(http, source) is > 0 and var busy)
        {
            return Answer(busy, null, "You are making too many requests! Send the same again.");
        }

        // Besides being what clients send, this keeps another site's form in a browser on this machine out.
        if (!Bodies.IsJson(http) && (identifier is null || body.Length > 0))
        {
            return Answer(StatusCodes.Status415UnsupportedMediaType, null, "Send JSON as application/json.");
        }

        Dictionary<string, string>? headers = null;
        if (identifier is not null)
        {
            // The server leaves an encoded slash in a path as it is.
            var (alias, problem) = await requests.AliasAsync(source, identifier.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), http.Request.Query["identifierType"].ToString(), http.RequestAborted);
            if (alias is null || alias.Length > MaxAlias)
            {
                return Answer(StatusCodes.Status422UnprocessableEntity, null, problem ?? "An alias has at most 512 characters.");
            }

            headers = new(StringComparer.Ordinal) { [action] = alias };
        }

        var request = Guid.CreateVersion7(now);
        await intake.TakeAsync(new RawInput($"{source}/{request}", source, now, http.Request.ContentType ?? "application/json", body, headers), http.RequestAborted);
        return Answer(StatusCodes.Status202Accepted, "Request will be processed", null, request);
    }

    static IResult Unknown(HttpContext http, int status)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            return Answer(status, null, "What proves the sender cannot be fetched at the moment; send the same again.");
        }

        http.Response.Headers.WWWAuthenticate = "GenieKey";
        return Answer(status == StatusCodes.Status403Forbidden ? status : StatusCodes.Status401Unauthorized, null, "Could not authenticate: no source of type opsgenie has this key.");
    }

    static IResult Answer(int status, string? result, string? message, Guid? request = null) => Results.Json(new OpsgenieAnswer(result, message, 0, (request ?? Guid.NewGuid()).ToString()), statusCode: status);
}
