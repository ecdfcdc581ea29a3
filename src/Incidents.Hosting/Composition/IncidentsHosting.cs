using Incidents.Adapters.Channels;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Site;
using Incidents.Planned;
using Incidents.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Composition;

/// <summary>Puts together what both hosts are made of: desk, intake, delivery, channels, status page, endpoints.</summary>
public static class IncidentsHosting
{
    /// <summary>
    /// Registers it. The host also registers what differs: <see cref="IIncidentLog"/>, <see cref="IRecordStore"/>, <see cref="IBell"/>, <see cref="IFileStore"/>,
    /// <see cref="Adapters.Site.ISite"/> and <see cref="TimeProvider"/>; a mail transport of its own must be registered before.
    /// </summary>
    /// <param name="services">Where.</param>
    /// <param name="deployment">What the company runs.</param>
    /// <param name="keys">The installation's secrets.</param>
    /// <param name="carried">Names of public channels that the host registers itself.</param>
    public static IServiceCollection AddIncidents(this IServiceCollection services, Deployment deployment, Keys keys, params IReadOnlyCollection<string> carried)
    {
        var configuration = deployment.Configuration;
        var policy = configuration.ToPolicy(deployment.Drill);
        services.AddSingleton(deployment).AddSingleton(configuration).AddSingleton<Func<PlanPolicy>>(() => policy);
        services.AddSingleton(new Approvals(keys.Links)).AddSingleton<IncidentDesk>();
        services.AddSingleton(s => new ContactStore(s.GetRequiredService<IFileStore>(), keys.Contacts)).AddSingleton<IContacts>(s => s.GetRequiredService<ContactStore>());
        services.AddSingleton(new IntakeOptions(configuration.Sources.ToDictionary(source => source.Name, SourceSnippet.Sender, StringComparer.Ordinal), keys.Reporters));
        services.AddSingleton<Func<string>>(s => () => AlertIntake.NewIncidentId(s.GetRequiredService<TimeProvider>())).AddSingleton<AlertIntake>().AddSingleton<Inbox>();
        services.AddSingleton(deployment.Page).AddSingleton<ImportedHistory>().AddSingleton<PublicSources>().AddSingleton<StatusPublisher>();
        services.AddSingleton(s => new PlannedWorkDesk(s.GetRequiredService<IRecordStore>(), s.GetRequiredService<Func<PlanPolicy>>(), PlannedTexts.For(deployment.Page.Language), s.GetRequiredService<TimeProvider>(),
                id => s.GetRequiredService<IBell>().Appended(id)))
            .AddSingleton<IPlannedWork>(s => s.GetRequiredService<PlannedWorkDesk>()).AddSingleton<IPublicPage, PublicPageNow>().AddSingleton<MaintenanceClock>();
        services.AddSingleton<PageKeeper>().AddSingleton<IReadinessCheck>(s => s.GetRequiredService<PageKeeper>());
        services.AddSingleton(HeartbeatSettings.Of(configuration, startsAnew: false)).AddSingleton<Heartbeats>().AddPulls(configuration);
        services.TryAddSingleton<IMailTransport>(s => Channels.Smtp(deployment, s)
            ?? new EmlMail(s.GetRequiredService<IFileStore>(), configuration.Channels.Mail.From, s.GetRequiredService<TimeProvider>()));
        services.AddProviderGates().AddSingleton<ISignInMailer, SignInMails>().AddReturns(deployment).AddChannels(deployment, keys, carried).AddSubscribers(deployment, keys);
        services.AddSingleton(s => new DeliveryDesk(s.GetRequiredService<IIncidentLog>(), s.GetRequiredService<IncidentDesk>(), s.GetServices<IChannel>(), s.GetRequiredService<TimeProvider>(),
            new DeliveryOptions(), Random.Shared.NextDouble, s.GetRequiredService<ILogger<DeliveryDesk>>())).AddSingleton(s => s.GetRequiredService<DeliveryDesk>().States);
        return services.AddWebhooks(deployment).AddSingleton<IContactTests, ContactTests>().AddStaff(configuration).AddSingleton(WebSettings.Of(deployment)).AddIncidentsWeb();
    }
}
