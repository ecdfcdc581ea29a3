using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Pages;

/// <summary>Answers a form with 303, so that going back or reloading sends nothing again.</summary>
sealed class SeeOther(string path) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
