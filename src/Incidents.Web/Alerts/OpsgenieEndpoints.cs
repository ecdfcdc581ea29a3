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
/// Opsgenie's Alert API as far as monitoring needs it: create and close; acknowledge is answered and changes nothing, because only a person takes an incident. The source is
/// the one of type opsgenie whose key a request shows. An alert is named by its alias; whatever the identifier's type, it is read as one. Source: Opsgenie, "Alert API".
/// </summary>
sealed class OpsgenieEndpoints(DurableIntake intake, SourceTypes sources, SourceLimits limits, TimeProvider time)
{
    const string Sender = "opsgenie";

    // Opsgenie's own limit of an alias.
    const int MaxAlias = 512;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/v2/alerts", (HttpContext http, OpsgenieEndpoints me) => me.TakeAsync(http, null, keeps: true))).WithName("CreateOpsgenieAlert")
            .WithSummary("Opsgenie's \"create alert\". 202 means that it is on disk; 429 and 503 mean: send the same again.");
        Describe(routes.MapPost("/v2/alerts/{identifier}/close", (HttpContext http, string identifier, OpsgenieEndpoints me) => me.TakeAsync(http, identifier, keeps: true))).WithName("CloseOpsgenieAlert")
            .WithSummary("Opsgenie's \"close alert\" by its alias.");
        Describe(routes.MapPost("/v2/alerts/{identifier}/acknowledge", (HttpContext http, string identifier, OpsgenieEndpoints me) => me.TakeAsync(http, identifier, keeps: false))).WithName("AcknowledgeOpsgenieAlert")
            .WithSummary("Opsgenie's \"acknowledge alert\": changes nothing, because only a person takes an incident.");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.Produces<OpsgenieAnswer>(StatusCodes.Status202Accepted).Produces<OpsgenieAnswer>(StatusCodes.Status401Unauthorized)
        .Produces<OpsgenieAnswer>(StatusCodes.Status413PayloadTooLarge).Produces<OpsgenieAnswer>(StatusCodes.Status422UnprocessableEntity).Produces<OpsgenieAnswer>(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    async Task<IResult> TakeAsync(HttpContext http, string? closes, bool keeps)
    {
        // The server leaves an encoded slash in a path as it is.
        closes = closes?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (await Bodies.ReadAsync(http, Bodies.Alert) is not { } body)
        {
            return Answer(StatusCodes.Status413PayloadTooLarge, null, "A request has at most 1 MiB.");
        }

        var now = time.GetUtcNow();
        var (source, status) = await sources.ByCredentialsAsync(Sender, http, body, now);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            return Answer(status, null, "What proves the sender cannot be fetched at the moment; send the same again.");
        }

        if (source is null)
        {
            http.Response.Headers.WWWAuthenticate = "GenieKey";
            return Answer(status == StatusCodes.Status403Forbidden ? status : StatusCodes.Status401Unauthorized, null, "Could not authenticate: no source of type opsgenie has this key.");
        }

        if (limits.Problem(http, source) is > 0 and var busy)
        {
            return Answer(busy, null, "You are making too many requests! Send the same again.");
        }

        // Besides being what clients send, this keeps another site's form in a browser on this machine out.
        if (!Bodies.IsJson(http) && (closes is null || body.Length > 0))
        {
            return Answer(StatusCodes.Status415UnsupportedMediaType, null, "Send JSON as application/json.");
        }

        if (closes?.Length > MaxAlias)
        {
            return Answer(StatusCodes.Status422UnprocessableEntity, null, "An alias has at most 512 characters.");
        }

        if (keeps)
        {
            await intake.TakeAsync(new RawInput($"{source}/{Guid.CreateVersion7(now)}", source, now, http.Request.ContentType ?? "application/json", body,
                closes is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [Opsgenie.ClosedAlias] = closes }), http.RequestAborted);
        }

        return Answer(StatusCodes.Status202Accepted, "Request will be processed", null);
    }

    static IResult Answer(int status, string? result, string? message) => Results.Json(new OpsgenieAnswer(result, message, 0, Guid.NewGuid().ToString()), statusCode: status);
}
