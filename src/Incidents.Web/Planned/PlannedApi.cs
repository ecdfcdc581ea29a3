using System.Text.Json;
using Incidents.Desk;
using Incidents.Web.Api;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Planned;

/// <summary>Planned maintenance for tools: read, enter, change.</summary>
sealed class PlannedApi(PlannedWorkDesk desk, PlannedDoor door, Visitors visitors, Guard guard, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/maintenance", (HttpContext http, PlannedApi me) => me.ListAsync(http)).WithName("ListMaintenance")
            .WithSummary("All planned maintenance, drafts included, the latest start first.").Produces<IReadOnlyList<MaintenanceDetail>>().ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapGet("/api/maintenance/{id}", (HttpContext http, string id, PlannedApi me) => me.OneAsync(http, id)).WithName("GetMaintenance")
            .WithSummary("One planned maintenance, with who did what.").Produces<MaintenanceDetail>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        Describe(routes.MapPost("/api/maintenance", (HttpContext http, PlannedApi me) => me.AddAsync(http))).WithName("AddMaintenance")
            .WithSummary("Enters planned maintenance as a draft: title, services, start, end, text. The same Idempotency-Key enters one only.");
        Describe(routes.MapPost("/api/maintenance/{id}/{order}", (HttpContext http, string id, string order, PlannedApi me) => me.TellAsync(http, id, order))).WithName("ChangeMaintenance")
            .WithSummary("Carries an order out. 409 carries the reason why not.").WithDescription(
                $"Orders: {string.Join(", ", PlannedDoor.Names)}. A draft becomes public by publish, which names the revision and needs an incident response manager who is signed in, as do words of your own (note). Without them the standard sentence goes out.");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.Accepts<MaintenanceOrder>("application/json").Produces<MaintenanceDetail>().ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    async Task<IResult> ListAsync(HttpContext http) => visitors.Of(http) is null ? ApiEndpoints.Unknown(http)
        : Results.Json((await desk.ListAsync(http.RequestAborted)).Select(w => MaintenanceDetail.Of(w, time.GetUtcNow())), LogJson.Options);

    async Task<IResult> OneAsync(HttpContext http, string id) => visitors.Of(http) is null ? ApiEndpoints.Unknown(http)
        : await desk.FindAsync(id, http.RequestAborted) is { } work ? Results.Json(MaintenanceDetail.Of(work, time.GetUtcNow()), LogJson.Options) : NotThere();

    async Task<IResult> AddAsync(HttpContext http)
    {
        var (visitor, order, problem) = await ReadAsync(http);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        return problem ?? (key.Length > 200 ? Results.Problem("An Idempotency-Key has at most 200 characters.", statusCode: StatusCodes.Status400BadRequest)
            : Answer(await door.AddAsync(visitor!, key, order!)));
    }

    async Task<IResult> TellAsync(HttpContext http, string id, string name)
    {
        var (visitor, order, problem) = await ReadAsync(http);
        return problem ?? (!PlannedDoor.Names.Contains(name) ? Results.Problem($"There is no order \"{name}\". The orders are: {string.Join(", ", PlannedDoor.Names)}.", statusCode: StatusCodes.Status404NotFound)
            : await desk.FindAsync(id, http.RequestAborted) is null ? NotThere()
            : Answer(await door.TellAsync(id, name, visitor!, order!)));
    }

    async Task<(Visitor? Visitor, MaintenanceOrder? Order, IResult? Problem)> ReadAsync(HttpContext http)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return (null, null, ApiEndpoints.Unknown(http));
        }

        if (!visitor.ByKey && !guard.IsOwnForm(http))
        {
            return (null, null, Results.Problem("This request comes from another site.", statusCode: StatusCodes.Status403Forbidden));
        }

        if (!Bodies.IsJson(http) || await Bodies.ReadAsync(http, Bodies.Console) is not { } body)
        {
            return (null, null, Results.Problem("Send a JSON object of at most 512 KiB as application/json; {} where an order needs nothing.", statusCode: StatusCodes.Status400BadRequest));
        }

        try
        {
            return JsonSerializer.Deserialize<MaintenanceOrder>(body, Strict) is { } order ? (visitor, order, null) : (null, null, Results.Problem("The body is no JSON object.", statusCode: StatusCodes.Status400BadRequest));
        }
        catch (JsonException e)
        {
            return (null, null, Results.Problem(e.Path is { Length: > 2 } path ? $"\"{path[2..]}\" is no member of this request, or its value does not fit." : "The body is no such JSON object.", statusCode: StatusCodes.Status400BadRequest));
        }
    }

    // A misspelt member would else be a change that did not happen.
    static readonly JsonSerializerOptions Strict = new(LogJson.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    IResult Answer(PlannedAnswer answer) => answer.Kind == OutcomeKind.Refused ? Results.Problem(answer.Refusal, title: "The plan refuses this", statusCode: StatusCodes.Status409Conflict)
        : Results.Json(MaintenanceDetail.Of(answer.Work!, time.GetUtcNow()), LogJson.Options);

    static IResult NotThere() => Results.Problem("There is no such maintenance.", statusCode: StatusCodes.Status404NotFound);
}
