using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Channels.Web;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Composition;

/// <summary>The webhooks that are told what happens. A rehearsal reaches nobody outside.</summary>
static class Webhooks
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, Deployment deployment)
    {
        services.AddSingleton(new WebhookBodies(incident => $"{deployment.ConsoleAddress}/{incident}", deployment.PublicPageOf));
        foreach (var webhook in deployment.Drill ? [] : deployment.Configuration.Webhooks)
        {
            services.AddSingleton(Endpoint(webhook));
            services.AddSingleton(s => new WebhookFeed(Sender(webhook, s.GetRequiredService<TimeProvider>()), s.GetRequiredService<IIncidentLog>(), s.GetRequiredService<IRecordStore>(), s.GetRequiredService<WebhookBodies>(), s.GetRequiredService<PlannedWorkDesk>(),
                s.GetRequiredService<TimeProvider>(), new DeliveryOptions(), Random.Shared.NextDouble, s.GetRequiredService<ILogger<WebhookFeed>>()));
        }

        return services;
    }

    static WebhookEndpoint Endpoint(WebhookEntry webhook) =>
        new(webhook.Name, new Uri(webhook.Address).Authority, webhook.Events.Contains(WebhookEvents.Public), webhook.Events.Contains(WebhookEvents.Plan));

    static WebhookPost Sender(WebhookEntry webhook, TimeProvider time) => new(webhook.AllowPrivateAddress ? ProviderClient.New() : new PublicOnly(privateToo: false).New(),
        new WebhookPostOptions(Endpoint(webhook), new Uri(webhook.Address), [.. webhook.Secret.Alive.Select(secret => secret.Reveal() ?? "")]), new ProviderGate(ProviderTable.Webhook, time), time);
}
