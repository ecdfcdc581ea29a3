using System.Text.Json;
using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>
/// Alertmanager's API, version 2, as far as Prometheus and amtool need it to post and read alerts. The source is the one of type prometheus whose credentials a
/// request shows.
/// </summary>
sealed class AlertmanagerEndpoints(DurableIntake intake, SourceTypes sources, SourceLimits limits, IIncidentLog log, IncidentDesk desk, TimeProvider time)
{
    const string Sender = "prometheus";

    // More than this is a storm; whoever wants all of it reads the console.
    const int MaxIncidents = 1_000;

    static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web);

    readonly DateTimeOffset began = time.GetUtcNow();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/alerts", (HttpContext http, AlertmanagerEndpoints me) => me.TakeAsync(http))
            .WithName("PostPrometheusAlerts").WithSummary("Alertmanager's API, version 2, so that Prometheus can send straight to here. 200 means that the alerts are on disk.")
            .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/api/v2/alerts", (HttpContext http, AlertmanagerEndpoints me) => me.ListAsync(http))
            .WithName("GetPrometheusAlerts").WithSummary("The alerts of this source that fire, as Alertmanager shows them.")
            .Produces<IReadOnlyList<GettableAlert>>().ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapGet("/api/v2/status", (AlertmanagerEndpoints me) => Results.Json(me.Status(), Shape))
            .WithName("GetAlertmanagerStatus").WithSummary("That this is here, in the members of Alertmanager's status.").Produces<AlertmanagerStatus>();
    }

    async Task<IResult> TakeAsync(HttpContext http)
    {
        if (await Bodies.ReadAsync(http, Bodies.Alert) is not { } body)
        {
            return Results.Problem("A list of alerts has at most 1 MiB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var now = time.GetUtcNow();
        var (source, status) = await sources.ByCredentialsAsync(Sender, http, body, now);
        if (source is null)
        {
            return Unknown(http, status);
        }

        if (limits.Refusal(http, source) is { } busy)
        {
            return busy;
        }

        // Besides being what Prometheus sends, this keeps another site's form in a browser on this machine out.
        if (!Bodies.IsJson(http) || http.Request.Headers.ContentEncoding.Count > 0)
        {
            return Results.Problem("Send JSON as application/json, not compressed.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        await intake.TakeAsync(new RawInput($"{source}/{Guid.CreateVersion7(now)}", source, now, http.Request.ContentType!, body), http.RequestAborted);
        return Results.Ok();
    }

    async Task<IResult> ListAsync(HttpContext http)
    {
        var now = time.GetUtcNow();
        var (source, status) = await sources.ByCredentialsAsync(Sender, http, [], now);
        if (source is null)
        {
            return Unknown(http, status);
        }

        var incidents = new List<(string Id, Incident Incident)>();
        foreach (var head in await log.HeadsAsync(HeadFilter.Open, MaxIncidents, http.RequestAborted))
        {
            if (await desk.LookAsync(head.Id, http.RequestAborted) is { } incident)
            {
                incidents.Add((head.Id, incident));
            }
        }

        // Made while they are written: a storm's alerts are tens of megabytes.
        return Results.Json(incidents.SelectMany(i => i.Incident.Alerts.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value).Where(a => a.Firing).Select(a => a.Alert!).Where(a => a.Source == source).Select(a => GettableAlert.Of(a, i.Id, now))), Shape);
    }

    AlertmanagerStatus Status() => new(new("disabled", []), new(""), began, new(typeof(AlertmanagerEndpoints).Assembly.GetName().Version?.ToString(3) ?? ""));

    static IResult Unknown(HttpContext http, int status)
    {
        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return Results.Problem(status switch
        {
            StatusCodes.Status404NotFound => "No source of type prometheus is configured.",
            StatusCodes.Status403Forbidden => "This source is taken from the same machine only.",
            StatusCodes.Status503ServiceUnavailable => "What proves the sender cannot be fetched at the moment; send the same again.",
            _ => "No source of type prometheus has these credentials.",
        }, statusCode: status);
    }
}
