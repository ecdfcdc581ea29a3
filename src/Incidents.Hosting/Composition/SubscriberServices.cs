using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Channels.Subscribers;
using Incidents.Adapters.Channels.Web;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Desk.Subscribers;
using Incidents.Hosting.Site;
using Incidents.Hosting.Subscribers;
using Incidents.StatusPage;
using Incidents.Web.Subscribers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Incidents.Hosting.Composition;

/// <summary>Puts together how subscribers are told. Their mails have a gate of their own: whatever their many addresses do to it, those of the responders go on.</summary>
public static class SubscriberServices
{
    /// <summary>The key of the mail transport that only subscribers' mails use. A host with a transport of its own registers it under this key first.</summary>
    public const string Mails = "subscribers";

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddSubscribers(this IServiceCollection services, Deployment deployment, Keys keys)
    {
        var section = deployment.Configuration.Subscribers;
        services.TryAddSingleton(s => (IRecordStore)s.GetRequiredService<IIncidentLog>());
        services.TryAddKeyedSingleton<IMailTransport>(Mails, (s, _) => Channels.Server(deployment, From(deployment), s) is { } server
            ? Gated(server, ProviderTable.Smtp, section.MailsPerMinute is { } most ? PerMinute(most) : null, s)
            : new EmlMail(s.GetRequiredService<IFileStore>(), From(deployment), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new SubscriberKeys(keys.Contacts)).AddSingleton(new SubscriberOptions { MailsPerHour = section.MailsPerHour, Parallel = section.Parallel, Webhooks = section.Webhooks });
        services.AddSingleton(new SubscriberWeb(deployment.Page, section.Webhooks, section.PrivateAddresses)).AddSingleton(new SubscriberPages(deployment.Page));
        services.AddSingleton(s => new SubscriberWebhook(new PublicOnly(section.PrivateAddresses).New(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISubscriberTraces, MailTraces>().AddSingleton<SubscriberStore>().AddSingleton<SubscriberDesk>().AddSingleton<SubscriberImport>().AddSingleton<SubscriberAttempts>().AddSingleton<SubscriberQuestions>().AddSingleton<SubscriberLane>();
        services.AddSingleton<ISubscriberNews, SubscriberNews>().AddSingleton<ISubscriberPost>(s => new SubscriberPost(s.GetRequiredService<StatusPublisher>(), s.GetRequiredKeyedService<IMailTransport>(Mails),
            s.GetRequiredService<SubscriberWebhook>(), s.GetRequiredService<SubscriberKeys>(), deployment, s.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<SubscriberRounds>();
    }

    /// <summary>The sender of subscribers' mails.</summary>
    public static string From(Deployment deployment) => deployment.Configuration.Subscribers.From ?? deployment.Configuration.Channels.Mail.From;

    /// <summary>A transport behind a gate of its own.</summary>
    /// <param name="mail">The transport.</param>
    /// <param name="provider">Its row of the table.</param>
    /// <param name="rate">How many mails; null: no limit.</param>
    /// <param name="services">For the clock.</param>
    public static IMailTransport Gated(IMailTransport mail, Provider provider, Rate? rate, IServiceProvider services) =>
        new GuardedMail(mail, new ProviderGate(provider with { Rate = rate }, services.GetRequiredService<TimeProvider>()));

    /// <summary>So many mails a minute.</summary>
    public static Rate PerMinute(int mails) => new(mails, TimeSpan.FromMinutes(1), mails);
}
