using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>
/// Tells a sender of CloudEvents that it may send here, before it does. Who may really send is decided by each delivery's credentials. The address in
/// <c>WebHook-Request-Callback</c> is never visited. Source: CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", section 4.
/// </summary>
static class CloudEventsHandshake
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/api/alerts/{source}", [HttpMethods.Options], (HttpContext http, string source, WebOptions options) => Answer(http, source, options))
        .WithName("AskToPostAlerts").WithSummary("CloudEvents' handshake: answers WebHook-Request-Origin with what may be sent.")
        .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);

    static IResult Answer(HttpContext http, string source, WebOptions options)
    {
        if (!options.Sources.ContainsKey(source))
        {
            return Results.Problem("No source is configured under this name.", statusCode: StatusCodes.Status404NotFound);
        }

        http.Response.Headers.Allow = "POST, OPTIONS";
        string? origin = http.Request.Headers["WebHook-Request-Origin"];
        if (origin is null)
        {
            return Results.Ok();
        }

        // It goes back into a header, so nothing but the name that the specification asks for.
        if (origin.Length > 255 || !System.Text.Ascii.IsValid(origin) || Uri.CheckHostName(origin) == UriHostNameType.Unknown)
        {
            return Results.Problem("WebHook-Request-Origin is a host's name, such as events.example.com.", statusCode: StatusCodes.Status400BadRequest);
        }

        http.Response.Headers["WebHook-Allowed-Origin"] = origin;
        http.Response.Headers["WebHook-Allowed-Rate"] = "*";
        return Results.Ok();
    }
}
