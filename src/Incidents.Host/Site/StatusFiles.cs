using Incidents.Host.Composition;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Incidents.Host.Site;

/// <summary>
/// Serves the status page's folder under <c>/status/</c>, with its own page for what is not there; and alone, at the root, where it has a port or a host name of its own,
/// since clients of Statuspage's API drop any path before it.
/// </summary>
static class StatusFiles
{
    const string Prefix = "/status";

    public static void UseStatusFiles(this WebApplication app, HostPlan plan)
    {
        Directory.CreateDirectory(plan.Status);
        var files = new PhysicalFileProvider(plan.Status);
        app.MapWhen(context => IsItsOwn(context, plan), alone => Serve(alone, files));
        app.Map(Prefix, status => Serve(status, files));
    }

    static bool IsItsOwn(HttpContext context, HostPlan plan) =>
        context.Connection.LocalPort == plan.StatusListen?.Port || string.Equals(context.Request.Host.Host, plan.StatusHost, StringComparison.OrdinalIgnoreCase);

    static void Serve(IApplicationBuilder status, PhysicalFileProvider files)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".atom"] = "application/atom+xml; charset=utf-8";
        types.Mappings[".rss"] = "application/rss+xml; charset=utf-8";
        types.Mappings[".ics"] = "text/calendar; charset=utf-8";
        types.Mappings[".json"] = "application/json; charset=utf-8";
        types.Mappings[".html"] = "text/html; charset=utf-8";
        status.Use(OpenToAllAsync);
        status.UseFileServer(new FileServerOptions
        {
            FileProvider = files,
            RedirectToAppendTrailingSlash = true,
            StaticFileOptions =
            {
                ContentTypeProvider = types,
                // A page replaced a second ago is what a visitor in an outage needs; the entity tag makes asking again cheap.
                OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
            },
        });
        status.Run(context => NotFoundAsync(context, files));
    }

    // Everything here is public, so any site's script may read it: portals and widgets do.
    static Task OpenToAllAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        context.Response.Headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        context.Response.Headers.AccessControlAllowHeaders = "*";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    static async Task NotFoundAsync(HttpContext context, PhysicalFileProvider files)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        if (files.GetFileInfo("404.html") is { Exists: true } page)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.SendFileAsync(page, context.RequestAborted);
        }
    }
}
