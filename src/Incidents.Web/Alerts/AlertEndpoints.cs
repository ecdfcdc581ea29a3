using System.Security.Cryptography;
using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Incidents.Web.Alerts;

/// <summary>Takes alerts in: durable first, then 202, then served.</summary>
sealed partial class AlertEndpoints(AlertIntake intake, DurableIntake durable, WebOptions options, SourceLimits limits, SourceTypes types, SourceCheck check, SnsCheck sns, ISnsEndpoint endpoint, HeartbeatEndpoint heartbeat, TimeProvider time, ILogger<AlertEndpoints> logger)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/alerts/{source}", (HttpContext http, string source, AlertEndpoints me) => me.TakeAsync(http, source, null)))
            .WithName("PostAlert").WithSummary("Takes an alert. 202 means that it is on disk; 503 means: send the same again.");
        Describe(routes.MapPost("/api/alerts/{source}/{key}", (HttpContext http, string source, string key, AlertEndpoints me) => me.TakeAsync(http, source, key)))
            .WithName("PostAlertWithKey").WithSummary("The same for a sender that can send no header: its key ends the address.");
    }

    static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route
        .Produces(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    async Task<IResult> TakeAsync(HttpContext http, string source, string? key)
    {
        if (heartbeat.Has(source))
        {
            return await heartbeat.TakeAsync(http, source, key);
        }

        if (!options.Sources.TryGetValue(source, out var auth))
        {
            return Results.Problem("No source is configured under this name.", statusCode: StatusCodes.Status404NotFound);
        }

        if (key is not null && auth is not SourceAuth.PathKey)
        {
            return Results.Problem("This source takes no key in its address.", statusCode: StatusCodes.Status404NotFound);
        }

        if (await Bodies.ReadAsync(http, Bodies.Alert) is not { } body)
        {
            return Results.Problem("An alert has at most 1 MiB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var now = time.GetUtcNow();
        var message = auth is SourceAuth.Sns topic ? await sns.ReadAsync(topic, body, http.RequestAborted) : null;
        if ((message?.Status ?? await check.ProblemAsync(auth, http, body, now, key)) is > 0 and var status)
        {
            return Refuse(http, auth, status);
        }

        if (message?.Confirm is { } confirm)
        {
            return await ConfirmAsync(http, source, confirm);
        }

        if (limits.Refusal(http, source) is { } busy)
        {
            return busy;
        }

        // Amazon SNS writes JSON and calls it text.
        if ((message is null && !Bodies.IsJson(http) && !(Bodies.IsForm(http) && types.TakeForms(source))) || http.Request.Headers.ContentEncoding.Count > 0)
        {
            return Results.Problem("Send JSON as application/json, not compressed.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        // A signed delivery has an id that a repeat has too; the others get one, and the plan recognises repeated alerts by themselves.
        var id = auth switch
        {
            SourceAuth.StandardWebhooks => http.Request.Headers["webhook-id"].ToString(),
            SourceAuth.BodyHmac => Convert.ToHexStringLower(SHA256.HashData(body)),
            SourceAuth.Sns => message!.Id,
            _ => Guid.CreateVersion7(now).ToString(),
        };
        var input = new RawInput($"{source}/{id}", source, now, http.Request.ContentType ?? "", body,
            intake.Needed(source, http.Request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value.ToString()))));
        await durable.TakeAsync(input, http.RequestAborted);
        return Results.Accepted();
    }

    internal static IResult Refuse(HttpContext http, SourceAuth auth, int status)
    {
        switch (status)
        {
            case StatusCodes.Status503ServiceUnavailable:
                http.Response.Headers.RetryAfter = "10";
                return Results.Problem("What proves the sender cannot be fetched at the moment; send the same again.", statusCode: status);
            case StatusCodes.Status403Forbidden:
                return Results.Problem("This source is taken from the same machine only.", statusCode: status);
            default:
                http.Response.Headers.WWWAuthenticate = auth is SourceAuth.Basic ? "Basic realm=\"alerts\"" : "Bearer";
                return Results.Problem("The sender is not who this source expects.", statusCode: status);
        }
    }

    async Task<IResult> ConfirmAsync(HttpContext http, string source, Uri confirm)
    {
        try
        {
            await endpoint.ConfirmAsync(confirm, http.RequestAborted);
            LogConfirmed(logger, source);
            return Results.Accepted();
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !http.RequestAborted.IsCancellationRequested))
        {
            http.Response.Headers.RetryAfter = "10";
            return Results.Problem("The subscription cannot be confirmed at the moment; send the same again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(EventId = 4102, Level = LogLevel.Information, Message = "Source {Source}: the subscription of its topic is confirmed.")]
    static partial void LogConfirmed(ILogger logger, string source);
}
