using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Providers;
using Incidents.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>One gate per provider, which all its channels share.</summary>
public static class ProviderGates
{
    /// <summary>Registers a gate for every row of the table.</summary>
    public static IServiceCollection AddProviderGates(this IServiceCollection services)
    {
        foreach (var provider in ProviderTable.All)
        {
            services.AddKeyedSingleton(provider, (s, _) => new ProviderGate(provider, s.GetRequiredService<TimeProvider>()));
        }

        return services;
    }

    /// <summary>Puts a channel behind its provider's gate.</summary>
    public static IChannel Behind(this IServiceProvider services, Provider provider, IChannel channel) => new GuardedChannel(channel, services.GetRequiredKeyedService<ProviderGate>(provider));

    /// <summary>Puts a mail server behind its gate.</summary>
    public static IMailTransport Behind(this IServiceProvider services, Provider provider, IMailTransport mail) => new GuardedMail(mail, services.GetRequiredKeyedService<ProviderGate>(provider));
}
