using Incidents.Desk;
using Incidents.Web.Pages;
using Incidents.Web.Parts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Incidents.Web.Security;

/// <summary>Stands before every route: headers, where a form comes from, and what to say when the log cannot be written.</summary>
sealed partial class Guard(WebOptions options, ILogger<Guard> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Style.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            return await next(context);
        }
        catch (LogUnavailableException e)
        {
            LogNoLog(logger, e);
            headers.RetryAfter = "10";
            return WantsHtml(http)
                ? await Html.MessageAsync(StatusCodes.Status503ServiceUnavailable, "It could not be saved", "The record cannot be written at the moment. Nothing was changed. Please try again in a few seconds.")
                : Results.Problem("The record cannot be written at the moment. Nothing was changed; send the same again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>False when a browser says that a form came from another site. A program sends neither header.</summary>
    public bool IsOwnForm(HttpContext http)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = http.Request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{http.Request.Scheme}://{http.Request.Host}" || origin == options.BaseAddress.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>True for a browser that wants a page.</summary>
    public static bool WantsHtml(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(EventId = 4001, Level = LogLevel.Error, Message = "The incident log cannot be written; senders and people are asked to try again.")]
    static partial void LogNoLog(ILogger logger, Exception e);
}
