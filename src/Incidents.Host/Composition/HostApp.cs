using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Host.Loop;
using Incidents.Host.Site;
using Incidents.Hosting.Composition;
using Incidents.Web;
using Microsoft.Extensions.Logging.Console;

namespace Incidents.Host.Composition;

/// <summary>Puts the embedded host together: log, desk, channels, pages, loop.</summary>
public static class HostApp
{
    /// <summary>Builds a host that is not started yet. It owns the data folder from now on.</summary>
    /// <exception cref="DataFolderException">The folder is in use, of the other kind, damaged or not writable.</exception>
    public static WebApplication Build(HostPlan plan, TimeProvider time, InFlight flight)
    {
        var folder = DataFolder.Open(plan.Data, plan.Deployment.Drill);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(HostApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        // One thread reads a request and answers it: handing it over costs more than the work. Safe, since a handler that waits for the disk only keeps its own connection waiting.
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true).UseUrls([plan.Listen.AbsoluteUri, .. plan.StatusListen is { } own ? [own.AbsoluteUri] : Array.Empty<string>()]);
        // A body is a mebibyte at most; the endpoints say so in their own words first.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 2 * 1024 * 1024);
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(plan.Deployment.Drill ? LogLevel.Error : LogLevel.Warning).AddConsole(console => console.FormatterName = nameof(LogLine)).Services.AddSingleton<ConsoleFormatter, LogLine>();
        Register(builder.Services, plan, folder, time, flight);

        var app = builder.Build();
        app.Lifetime.ApplicationStopped.Register(() => folder.Dispose());
        app.Use(async (context, next) =>
        {
            using (flight.Begin())
            {
                await next(context);
            }
        });
        app.UseStatusFiles(plan);
        app.UseRouting();
        app.MapIncidents();
        return app;
    }

    static void Register(IServiceCollection services, HostPlan plan, DataFolder folder, TimeProvider time, InFlight flight)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = IncidentLoop.Grace + TimeSpan.FromSeconds(5));
        services.AddSingleton(plan).AddSingleton(folder).AddSingleton(time).AddSingleton(flight).AddSingleton<Bell>().AddSingleton<IBell>(provider => provider.GetRequiredService<Bell>());
        services.AddSingleton<IIncidentLog>(_ => SqliteIncidentLog.Open(folder.File(SqliteIncidentLog.FileName)));
        services.AddSingleton(provider => (IRecordStore)provider.GetRequiredService<IIncidentLog>());
        services.AddSingleton<IFileStore>(new FolderFiles(folder.Path)).AddSingleton<ISite>(_ => new FolderSite(plan.Status)).AddSingleton<ServingThread>().AddSingleton<IAfterAnswer, AfterAnswer>();
        services.AddIncidents(plan.Deployment, Secrets.Of(folder));
        services.AddSingleton(provider => new LogCheck((SqliteIncidentLog)provider.GetRequiredService<IIncidentLog>(), provider.GetRequiredService<ILogger<LogCheck>>()));
        services.AddHostedService(provider => provider.GetRequiredService<LogCheck>()).AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<LogCheck>());
        services.AddSingleton(HeartbeatSettings.Of(plan.Deployment.Configuration, startsAnew: true));
        services.AddHostedService<PublishAtStart>().AddHostedService<IncidentLoop>();
        // A rehearsal's clock jumps, nobody beats in it, and what really fires is none of its business.
        if (!plan.Deployment.Drill)
        {
            services.AddHostedService<PageRounds>().AddHostedService<WebhookLoop>().AddHostedService<CallLoop>().AddRounds();
        }

        if (plan.Deployment is { Drill: false, Configuration.HeartbeatAddress: { } heartbeat })
        {
            services.AddHostedService(provider => new HeartbeatService(new Uri(heartbeat), time, provider.GetRequiredService<ILogger<Heartbeat>>()));
        }
    }
}
