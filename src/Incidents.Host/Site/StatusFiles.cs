using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Incidents.Host.Site;

/// <summary>Serves the status page's folder under <c>/status/</c>, with its own page for what is not there.</summary>
static class StatusFiles
{
    const string Prefix = "/status";

    public static void UseStatusFiles(this WebApplication app, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new PhysicalFileProvider(folder);
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".atom"] = "application/atom+xml; charset=utf-8";
        types.Mappings[".html"] = "text/html; charset=utf-8";
        app.Map(Prefix, status =>
        {
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
        });
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
