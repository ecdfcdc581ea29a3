using System.Text.Json;
using Incidents.Desk;
using Incidents.Web.Console;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Api;

/// <summary>An input in quarantine.</summary>
/// <param name="Input">Its id.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="At">When it arrived.</param>
/// <param name="ContentType">As sent.</param>
/// <param name="Reason">Why it could not be mapped.</param>
/// <param name="Body">The raw body, in base64.</param>
public sealed record QuarantineEntry(string Input, string Source, DateTimeOffset At, string ContentType, string Reason, byte[] Body);

/// <summary>What to do with an input in quarantine.</summary>
/// <param name="Input">Its id.</param>
/// <param name="Reason">Why it is discarded; not needed to try again.</param>
public sealed record QuarantineOrder(string Input, string? Reason);

/// <summary>What became of it.</summary>
/// <param name="Input">Its id.</param>
/// <param name="Outcome">taken, quarantined, waiting or discarded.</param>
/// <param name="Reason">In words.</param>
public sealed record QuarantineAnswer(string Input, string Outcome, string Reason);

/// <summary>The quarantine for tools: read, try again, discard.</summary>
sealed class QuarantineApi(IIncidentLog log, QuarantineDesk desk, Visitors visitors, Guard guard)
{
    const int MostListed = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/quarantine", (HttpContext http, QuarantineApi me) => me.ListAsync(http)).WithName("ListQuarantine")
            .WithSummary("The newest 100 inputs that could not be mapped.").Produces<IReadOnlyList<QuarantineEntry>>().ProducesProblem(StatusCodes.Status401Unauthorized);
        Describe(routes.MapPost("/api/quarantine/retry", (HttpContext http, QuarantineApi me) => me.DoAsync(http, discard: false))).WithName("RetryInput")
            .WithSummary("Tries an input again, at once.");
        Describe(routes.MapPost("/api/quarantine/discard", (HttpContext http, QuarantineApi me) => me.DoAsync(http, discard: true))).WithName("DiscardInput")
            .WithSummary("Takes an input out of quarantine for good; it is kept with who did it and the reason.");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.Accepts<QuarantineOrder>("application/json").Produces<QuarantineAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);

    async Task<IResult> ListAsync(HttpContext http) => visitors.Of(http) is null ? ApiEndpoints.Unknown(http)
        : Results.Json((await log.QuarantineAsync(MostListed, http.RequestAborted))
            .Select(q => new QuarantineEntry(q.Input.Id, q.Input.Source, q.Input.At, q.Input.ContentType, q.Reason, q.Input.Body.ToArray())), LogJson.Options);

    async Task<IResult> DoAsync(HttpContext http, bool discard)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return ApiEndpoints.Unknown(http);
        }

        if (!visitor.ByKey && !guard.IsOwnForm(http))
        {
            return Results.Problem("This request comes from another site.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (!Bodies.IsJson(http) || await Bodies.ReadAsync(http, Bodies.Console) is not { } body || Read(body) is not { Input.Length: > 0 } order)
        {
            return Results.Problem("Send {\"input\": ...} as application/json.", statusCode: StatusCodes.Status400BadRequest);
        }

        var reason = order.Reason?.Trim() ?? "";
        if (discard && reason.Length is 0 or > QuarantineEndpoints.MaxReason)
        {
            return Results.Problem("Say in \"reason\", in at most 1,000 characters, why it is discarded.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (discard)
        {
            return await desk.DiscardAsync(order.Input, visitor.Person, reason, http.RequestAborted) ? Answer(order.Input, "discarded", "It is kept with your name and the reason.") : NotThere();
        }

        var retried = await desk.RetryAsync(order.Input, http.RequestAborted);
        return retried.Outcome == RetryOutcome.NotThere ? NotThere() : Answer(order.Input, JsonNamingPolicy.CamelCase.ConvertName(retried.Outcome.ToString()), QuarantineEndpoints.Words(retried));
    }

    static QuarantineOrder? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<QuarantineOrder>(body, LogJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static IResult Answer(string input, string outcome, string reason) => Results.Json(new QuarantineAnswer(input, outcome, reason), LogJson.Options);

    static IResult NotThere() => Results.Problem("No such input is in quarantine.", statusCode: StatusCodes.Status404NotFound);
}
