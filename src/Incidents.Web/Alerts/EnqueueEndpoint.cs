using System.Text.Json.Serialization;
using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>The answer of PagerDuty's Events API.</summary>
/// <param name="Status">"success", "invalid event" or "throttle exceeded".</param>
/// <param name="Message">In words.</param>
/// <param name="DedupKey">The alert's name, to acknowledge or resolve it by; only with success.</param>
/// <param name="Errors">What is wrong; only with an invalid event.</param>
public sealed record EnqueueAnswer([property: JsonPropertyName("status")] string Status, [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("dedup_key"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DedupKey = null,
    [property: JsonPropertyName("errors"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Errors = null);

/// <summary>
/// PagerDuty's Events API, version 2: a client that only changes its base address works. The routing key is the proof and finds the source.
/// 503 from the guard, with Retry-After, is what clients try again on, as they do on 429.
/// </summary>
sealed class EnqueueEndpoint(DurableIntake intake, SourceTypes sources, SourceLimits limits, TimeProvider time)
{
    const string Sender = "pagerDuty";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v2/enqueue", (HttpContext http, EnqueueEndpoint me) => me.TakeAsync(http))
        .WithName("EnqueueEvent").WithSummary("PagerDuty's Events API, version 2. 202 means that the event is on disk; 429 and 503 mean: send the same again.")
        .Produces<EnqueueAnswer>(StatusCodes.Status202Accepted).Produces<EnqueueAnswer>(StatusCodes.Status400BadRequest)
        .Produces<EnqueueAnswer>(StatusCodes.Status413PayloadTooLarge).Produces<EnqueueAnswer>(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    async Task<IResult> TakeAsync(HttpContext http)
    {
        if (await Bodies.ReadAsync(http, Bodies.Event) is not { } body)
        {
            return Invalid(StatusCodes.Status413PayloadTooLarge, ["An event has at most 512 KB"]);
        }

        // PagerDuty asks for no media type, so neither is one asked for here.
        var read = PagerDutyEvent.Read(body);
        if (read.RoutingKey is not { Length: > 0 } key)
        {
            return Invalid(StatusCodes.Status400BadRequest, ["'routing_key' is missing or blank", .. read.Errors]);
        }

        if (sources.ByKey(Sender, key) is not { } source)
        {
            return Invalid(StatusCodes.Status400BadRequest, ["Invalid routing key"]);
        }

        if (limits.Problem(http, source) is > 0 and var busy)
        {
            return Results.Json(new EnqueueAnswer("throttle exceeded", "Too many events for this routing key; send the same again in a minute."), statusCode: busy);
        }

        // An authentic event that is invalid is stored too: clients do not send it again, and in quarantine people see it.
        var now = time.GetUtcNow();
        await intake.TakeAsync(new RawInput($"{source}/{Guid.CreateVersion7(now)}", source, now, http.Request.ContentType ?? "application/json", read.Body), http.RequestAborted);
        return read.Errors.Count > 0 ? Invalid(StatusCodes.Status400BadRequest, read.Errors)
            : Results.Json(new EnqueueAnswer("success", "Event processed", read.DedupKey), statusCode: StatusCodes.Status202Accepted);
    }

    static IResult Invalid(int status, IReadOnlyList<string> errors) => Results.Json(new EnqueueAnswer("invalid event", "Event object is invalid", Errors: errors), statusCode: status);
}
