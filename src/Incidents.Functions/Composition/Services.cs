using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log.Tables;
using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Functions.Channels;
using Incidents.Functions.Durable;
using Incidents.Functions.Web;
using Incidents.Hosting.Composition;
using Incidents.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Composition;

/// <summary>Puts the Azure host together: what both hosts share, on tables and blobs, rung by Durable Functions.</summary>
static class Services
{
    public static IServiceCollection AddIncidentFunctions(this IServiceCollection services, Start start)
    {
        var names = start.Settings.Names;
        var blobs = start.Storage.Blobs(start.Identity);
        var site = start.Site.Blobs(start.Identity).GetBlobContainerClient(names.Site);
        services.AddSingleton(TimeProvider.System).AddSingleton<Invocations>().AddSingleton<IAfterAnswer, AfterAnswer>().AddSingleton<Pipeline>();
        services.AddSingleton<DurableBell>().AddSingleton<IBell>(s => s.GetRequiredService<DurableBell>());
        services.AddSingleton(new TableIncidentLog(start.Storage.Tables(start.Identity), blobs.GetBlobContainerClient(names.Values), TimeProvider.System, names.Tables)).AddSingleton<IIncidentLog>(s => s.GetRequiredService<TableIncidentLog>());
        services.AddSingleton<IRecordStore>(s => s.GetRequiredService<TableIncidentLog>());
        services.AddSingleton<IFileStore>(new BlobFiles(blobs.GetBlobContainerClient(names.Files)));
        services.AddSingleton(site).AddSingleton<ISite, BlobSite>().AddSingleton<Preparation>();
        if (start.Deployment.Configuration.HeartbeatAddress is { } heartbeat)
        {
            // One client for the app's life: connections are renewed, so that a name may move.
            services.AddSingleton(s => new Heartbeat(new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) }), new Uri(heartbeat), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Heartbeat>>()));
        }

        return services.AddIncidents(start.Deployment, start.Keys, OwnChannels.Add(services, start));
    }
}
