using Incidents.Adapters.Channels;
using Incidents.Adapters.Log;
using Incidents.Adapters.Site;
using Incidents.Alerts;
using Incidents.Desk;
using Incidents.Host.Configuration;
using Incidents.Host.Loop;
using Incidents.Host.Site;
using Incidents.Public;
using Incidents.Web;

namespace Incidents.Host.Composition;

/// <summary>Puts the embedded host together: log, desk, channels, pages, loop.</summary>
public static class HostApp
{
    /// <summary>Builds a host that is not started yet. It owns the data folder from now on.</summary>
    /// <exception cref="DataFolderException">The folder is in use, of the other kind, damaged or not writable.</exception>
    public static WebApplication Build(HostPlan plan, TimeProvider time, InFlight flight)
    {
        var folder = DataFolder.Open(plan.Data, plan.Drill);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(HostApp).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls(plan.Listen.AbsoluteUri);
        // A body is a mebibyte at most; the endpoints say so in their own words first.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 2 * 1024 * 1024);
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(plan.Drill ? LogLevel.Error : LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true);
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
        app.UseStatusFiles(plan.Status);
        app.UseRouting();
        app.MapIncidents();
        return app;
    }

    static void Register(IServiceCollection services, HostPlan plan, DataFolder folder, TimeProvider time, InFlight flight)
    {
        var configuration = plan.Configuration;
        var policy = configuration.ToPolicy(plan.Drill);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = IncidentLoop.Grace + TimeSpan.FromSeconds(5));
        services.AddSingleton(plan).AddSingleton(configuration).AddSingleton(folder).AddSingleton(time).AddSingleton(flight).AddSingleton<Func<PlanPolicy>>(() => policy);
        services.AddSingleton(Secrets.Approvals(folder)).AddSingleton<Bell>().AddSingleton<IBell>(provider => provider.GetRequiredService<Bell>());
        services.AddSingleton<IIncidentLog>(_ => SqliteIncidentLog.Open(folder.File(SqliteIncidentLog.FileName))).AddSingleton<IncidentDesk>();
        services.AddSingleton(new ContactStore(folder.File("contacts"), Secrets.Contacts(folder))).AddSingleton<IContacts>(provider => provider.GetRequiredService<ContactStore>());
        services.AddSingleton(new IntakeOptions(configuration.Sources.ToDictionary(source => source.Name, Sender, StringComparer.Ordinal), Secrets.Reporters(folder)));
        services.AddSingleton<Func<string>>(() => AlertIntake.NewIncidentId(time)).AddSingleton<AlertIntake>();
        services.AddSingleton(new FolderSite(plan.Status)).AddSingleton(Page(plan)).AddSingleton<StatusPublisher>();
        services.AddSingleton(Channels.Mail(plan, time)).AddSingleton<ISignInMailer, SignInMails>();
        services.AddSingleton(provider => new DeliveryDesk(provider.GetRequiredService<IIncidentLog>(), provider.GetRequiredService<IncidentDesk>(),
            Channels.All(plan, folder, provider.GetRequiredService<IMailComposer>(), provider.GetRequiredService<IMailTransport>(), provider.GetRequiredService<ContactStore>(),
                provider.GetRequiredService<StatusPublisher>(), provider.GetRequiredService<Approvals>(), time),
            time, new DeliveryOptions(), Random.Shared.NextDouble, provider.GetRequiredService<ILogger<DeliveryDesk>>()));
        services.AddSingleton(WebSettings.Of(plan)).AddSingleton<IAfterAnswer, AfterAnswer>().AddSingleton<IReadinessCheck, LogCheck>().AddIncidentsWeb();
        services.AddHostedService<PublishAtStart>().AddHostedService<IncidentLoop>();
        if (configuration.HeartbeatAddress is { } heartbeat && !plan.Drill)
        {
            services.AddHostedService(provider => new HeartbeatService(new Uri(heartbeat), time, provider.GetRequiredService<ILogger<Heartbeat>>()));
        }
    }

    static ISender Sender(SourceEntry source) => source.Type == SourceType.Alertmanager ? new Alertmanager(Alertmanager.DefaultServiceLabels) : new GenericJson();

    static PublicPage Page(HostPlan plan) => new(plan.Configuration.Company, plan.Configuration.TimeZone, plan.Configuration.Language == Language.Pt ? "pt" : "en",
        [.. plan.Configuration.Services.Select(service => new PublicService(service.Id, service.Name, service.Description.Length > 0 ? service.Description : null))], plan.StatusAddress, plan.Drill);
}
