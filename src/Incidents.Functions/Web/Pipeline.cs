using Incidents.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Functions.Web;

/// <summary>The endpoints that the embedded host maps, as one delegate behind the HTTP function.</summary>
sealed class Pipeline
{
    readonly RequestDelegate _endpoints;

    /// <summary>Maps them.</summary>
    public Pipeline(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            routes.MapIncidents();
            Endpoints = [.. routes.DataSources.SelectMany(source => source.Endpoints)];
        });
        _endpoints = app.Build();
    }

    /// <summary>Every endpoint behind the function.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; private set; } = [];

    /// <summary>Answers a request, to its last byte.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        // The function's own route has been found already; the endpoints are found anew by the path.
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        await _endpoints(http);
        await http.Response.CompleteAsync();
    }
}
