using Azure.Core;
using Azure.Identity;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Graph;
using Incidents.Adapters.Channels.Providers;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Graph;

namespace Incidents.Hosting.Composition;

/// <summary>Where the call is opened and the post-mortem is booked: with Microsoft Graph where the configuration names an organiser, else a link and mails. A rehearsal stays in the house.</summary>
static class CallAndCalendar
{
    // Everything that an administrator granted to the app, and nothing more.
    static readonly string[] Scopes = ["https://graph.microsoft.com/.default"];

    public static void AddCallAndCalendar(this IServiceCollection services, Deployment deployment, Keys keys)
    {
        var configuration = deployment.Configuration;
        var link = new CallLink(new Uri(configuration.Channels.Call.Address), keys.Call);
        if (deployment.Drill || configuration.Channels.Graph is not { } section)
        {
            services.AddSingleton<IChannel>(link);
            return;
        }

        var options = new GraphOptions(section.Organiser);
        services.AddSingleton(_ => new GraphServiceClient(Credential(section), Scopes));
        if (section.Serves(GraphUse.Call))
            services.AddSingleton<IChannel>(s => new CallOrLink(s.Behind(ProviderTable.Graph, new GraphMeetings(s.GetRequiredService<GraphServiceClient>(), options, s.GetRequiredService<TimeProvider>())), link));
        else
            services.AddSingleton<IChannel>(link);

        if (section.Serves(GraphUse.Calendar))
        {
            services.AddSingleton(s => s.Behind(ProviderTable.Graph,
                new GraphCalendar(s.GetRequiredService<GraphServiceClient>(), options, person => Channels.Recipient(configuration, person), s.GetRequiredService<TimeProvider>())));
        }
    }

    /// <summary>A secret where the configuration has one, else the managed identity that Azure gives the machine.</summary>
    public static TokenCredential Credential(GraphSection section) => section is { Tenant: { } tenant, ClientId: { } client, ClientSecret: { } secret }
        ? new ClientSecretCredential(tenant, client, secret.Reveal())
        : new ManagedIdentityCredential((section.ClientId ?? Environment.GetEnvironmentVariable("AZURE_CLIENT_ID")) is { Length: > 0 } id
            ? ManagedIdentityId.FromUserAssignedClientId(id)
            : ManagedIdentityId.SystemAssigned);
}
