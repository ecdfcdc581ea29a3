using Incidents.Adapters.Senders;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>Which sources' Alertmanagers are asked.</summary>
static class PullSettings
{
    /// <summary>Registers what asks them.</summary>
    public static IServiceCollection AddPulls(this IServiceCollection services, ResponseConfiguration configuration)
    {
        var pulled = configuration.Sources.Where(source => source.Pull is not null).ToDictionary(source => source.Name, source => source.Pull!, StringComparer.Ordinal);
        return services.AddSingleton(new PullOptions([.. pulled.Select(pull => new PullSource(pull.Key, pull.Value.Every, pull.Value.After))]))
            .AddSingleton<IShownAlerts>(_ => new AlertmanagerApi(pulled.ToDictionary(pull => pull.Key, pull => Address(pull.Value), StringComparer.Ordinal)))
            .AddSingleton<AlertPulls>();
    }

    static AlertmanagerAddress Address(PullSection pull) => new(new Uri(pull.Address), pull.Receiver, pull.User, pull.Secret?.Reveal());
}
