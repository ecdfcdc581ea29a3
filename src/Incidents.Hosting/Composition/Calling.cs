using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Calling;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>How each person is woken.</summary>
static class Calling
{
    /// <summary>The channel of all pushes.</summary>
    public static PersonalPush Push(Deployment deployment, IServiceProvider services)
    {
        return new PersonalPush(WaysOf(deployment, services), services.GetRequiredService<IFileStore>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<OpenCalls>());
    }

    /// <summary>Every person's ways, by id; empty for somebody who has none.</summary>
    public static Func<string, IReadOnlyList<Way>> WaysOf(Deployment deployment, IServiceProvider services)
    {
        var ways = deployment.Configuration.People.ToDictionary(person => person.Id, person => Ways(deployment, person, services), StringComparer.Ordinal);
        return person => ways.GetValueOrDefault(person) ?? [];
    }

    /// <summary>A person's ways, in their order; the short form <c>push</c> is the first.</summary>
    public static IReadOnlyList<Way> Ways(Deployment deployment, PersonEntry person, IServiceProvider services)
    {
        var entries = person.Push is { } topic ? [new WayEntry { Kind = WayKind.Ntfy, To = topic }, .. person.Ways] : person.Ways;
        return [.. entries.Select(entry => Way(deployment, entry, services)).Select(way => services.GetService<ContactTroubles>() is { } troubles ? way with { Channel = new NotedContact(way.Channel, way.Name, troubles) } : way)];
    }

    static Way Way(Deployment deployment, WayEntry way, IServiceProvider services)
    {
        var (channels, time) = (deployment.Configuration.Channels, services.GetRequiredService<TimeProvider>());
        var link = Link(deployment, services.GetRequiredService<Approvals>());
        return way.Kind switch
        {
            WayKind.Ntfy => new("ntfy", way.After, services.Behind(ProviderTable.Ntfy,
                new NtfyPush(ProviderClient.New(), new NtfyOptions(new Uri(channels.Push!.Address), channels.Push.Token?.Reveal()), _ => way.To, link, time))),
            WayKind.Pushover => Ringing("pushover", way.After, ProviderTable.Pushover,
                new PushoverPush(ProviderClient.New(), new PushoverOptions(channels.Pushover!.Token.Reveal() ?? "", way.To ?? ""), link, time), push => push.EndAsync, services),
            // Each company's webhook is a provider of its own: one that fails says nothing about another.
            WayKind.Webhook => new("webhook", way.After, new GuardedChannel(
                new WebhookPush(ProviderClient.New(), new WebhookPushOptions(new Uri(way.Address!), way.Secret!.Reveal() ?? ""), link, time), new ProviderGate(ProviderTable.Webhook, time))),
            _ => Ringing("pagerDuty", way.After, ProviderTable.PagerDuty, new PagerDutyPush(ProviderClient.New(), new PagerDutyOptions(way.Secret!.Reveal() ?? ""), link, time), push => push.EndAsync, services) with { EndsForAll = true },
        };
    }

    static Way Ringing<TPush>(string name, TimeSpan after, Provider provider, TPush push, Func<TPush, Func<OpenedCall, CancellationToken, Task<Attempt>>> end, IServiceProvider services)
        where TPush : IChannel
    {
        var gate = services.GetRequiredKeyedService<ProviderGate>(provider);
        return new Way(name, after, services.Behind(provider, push)) { End = (call, ct) => gate.AttemptAsync(c => end(push)(call, c), ct) };
    }

    // A tap opens the person's own question, else the incident.
    static Func<Delivery, PushPerson, string?> Link(Deployment deployment, Approvals approvals) => (delivery, push) => push.RequestId is { } request
        ? deployment.Link($"a/{approvals.Token(delivery.IncidentId, request, push.Person)}")
        : $"{deployment.ConsoleAddress}/{delivery.IncidentId}";
}
