using Incidents.Desk;
using Incidents.Planned;
using Incidents.Rules;
using Incidents.Web.Api;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Console;

/// <summary>What a person wants done about a webhook.</summary>
/// <param name="Webhook">Its name.</param>
/// <param name="Incident">The incident of the message; not needed to let a webhook go on.</param>
/// <param name="Message">The message's id, to send it again.</param>
public sealed record WebhookOrder(string Webhook, string? Incident, string? Message);

/// <summary>What came of it.</summary>
/// <param name="Webhook">Its name.</param>
/// <param name="Said">In words.</param>
public sealed record WebhookAnswer(string Webhook, string Said);

/// <summary>How webhooks fare: a page of the console, and the same for tools.</summary>
sealed class WebhookPages(IEnumerable<WebhookEndpoint> endpoints, IRecordStore records, IncidentDesk desk, IBell bell, Visitors visitors, Guard guard, Func<PlanPolicy> policy)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/webhooks", (HttpContext http, WebhookPages me) => me.ShowAsync(http)).ExcludeFromDescription();
        routes.MapPost("/webhooks/{what}", (HttpContext http, string what, WebhookPages me) => me.PressAsync(http, what)).ExcludeFromDescription();
        routes.MapGet("/api/webhooks", (HttpContext http, WebhookPages me) => me.ListAsync(http)).WithName("ListWebhooks")
            .WithSummary("Every webhook with its last deliveries, what is tried again and what was given up.").Produces<IReadOnlyList<WebhookBook>>().ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapPost("/api/webhooks/{what}", (HttpContext http, string what, WebhookPages me) => me.OrderAsync(http, what)).WithName("OrderWebhook")
            .WithSummary("again: one more attempt at a message that was given up. now: the next attempt at once. go-on: lets a webhook go on that its receiver stopped with 410.")
            .Accepts<WebhookOrder>("application/json").Produces<WebhookAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    async Task<IResult> ShowAsync(HttpContext http) => visitors.Of(http) is not { } visitor ? await ConsoleEndpoints.SignInFirstAsync(http) : await PageAsync(visitor, StatusCodes.Status200OK, null, http.RequestAborted);

    async Task<IResult> ListAsync(HttpContext http) => visitors.Of(http) is not { } visitor ? ApiEndpoints.Unknown(http) : Results.Json(await BooksAsync(visitor, http.RequestAborted), LogJson.Options);

    async Task<IResult> PressAsync(HttpContext http, string what)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await ConsoleEndpoints.SignInFirstAsync(http);
        }

        if (!guard.IsOwnForm(http))
        {
            return await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site.");
        }

        // A program with a key goes through the API.
        if (visitor.ByKey || await Bodies.FormAsync(http, Bodies.Console) is not { } form || form.GetValueOrDefault("webhook") is not { } webhook)
        {
            return await Html.MessageAsync(StatusCodes.Status400BadRequest, "Nothing was done", "The form is not complete. Go back and try again.");
        }

        var (status, said) = await DoAsync(what, new WebhookOrder(webhook, form.GetValueOrDefault("incident"), form.GetValueOrDefault("message")), visitor, http.RequestAborted);
        return await PageAsync(visitor, status, said, http.RequestAborted);
    }

    async Task<IResult> OrderAsync(HttpContext http, string what)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return ApiEndpoints.Unknown(http);
        }

        if (!visitor.ByKey && !guard.IsOwnForm(http))
        {
            return Results.Problem("This request comes from another site.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (!Bodies.IsJson(http) || await Bodies.ReadAsync(http, Bodies.Console) is not { } body || Read(body) is not { Webhook: not null } order)
        {
            return Results.Problem("Send JSON with webhook, incident and message.", statusCode: StatusCodes.Status400BadRequest);
        }

        var (status, said) = await DoAsync(what, order, visitor, http.RequestAborted);
        return status == StatusCodes.Status200OK ? Results.Json(new WebhookAnswer(order.Webhook, said), LogJson.Options) : Results.Problem(said, statusCode: status);
    }

    static WebhookOrder? Read(byte[] body)
    {
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize<WebhookOrder>(body, LogJson.Options);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    async Task<(int Status, string Said)> DoAsync(string what, WebhookOrder order, Visitor visitor, CancellationToken ct)
    {
        if (endpoints.FirstOrDefault(e => e.Name == order.Webhook) is not { } endpoint)
        {
            return (StatusCodes.Status404NotFound, "There is no such webhook.");
        }

        var store = new WebhookRecords(records, endpoint.Name);
        if (what == "go-on")
        {
            await store.ChangeStateAsync(state => state with { StoppedAt = null, Reason = null }, ct);
            foreach (var (waiting, _) in (await store.CursorsAsync(ct)).Take(1))
            {
                bell.Appended(waiting);
            }

            return (StatusCodes.Status200OK, "It goes on from where it was.");
        }

        if (what is not ("again" or "now"))
        {
            return (StatusCodes.Status404NotFound, "There is nothing like that to do.");
        }

        if (order.Incident is not { Length: > 0 } incident || !StoredRecord.IsKey(incident) || !await SeesAsync(incident, visitor, ct))
        {
            return (StatusCodes.Status404NotFound, "There is no such incident.");
        }

        var done = what == "now" ? await store.NowAsync(incident, ct) : order.Message is { } message && await store.AgainAsync(incident, message, ct);
        if (done)
        {
            bell.Appended(incident);
        }

        return done ? (StatusCodes.Status200OK, "It is sent again within seconds. Look again here for what came of it.") : (StatusCodes.Status409Conflict, "Nothing is left to send again there.");
    }

    // Of planned work an endpoint is told what the public knows.
    async Task<bool> SeesAsync(string incident, Visitor visitor, CancellationToken ct) => PlannedWork.IsId(incident) || (await desk.LookAsync(incident, ct) is { } i && Sight.Sees(i, visitor.Person, policy()));

    async Task<IReadOnlyList<WebhookBook>> BooksAsync(Visitor visitor, CancellationToken ct)
    {
        var books = new List<WebhookBook>();
        foreach (var endpoint in endpoints)
        {
            books.Add(await WebhookBook.ReadAsync(endpoint, records, incident => SeesAsync(incident, visitor, ct), ct));
        }

        return books;
    }

    async Task<IResult> PageAsync(Visitor visitor, int status, string? said, CancellationToken ct) => await Html.PageAsync<WebhooksPage>(status, ("Books", await BooksAsync(visitor, ct)), ("Said", said),
        ("Name", policy().Roster.NameOf(visitor.Person)), ("Zone", policy().Hours.Zone), ("Exercise", policy().Drill));
}
