using Azure.Communication.Email;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Providers;
using Incidents.Functions.Composition;
using Incidents.Hosting.Composition;
using LinqToTwitter;
using LinqToTwitter.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Functions.Channels;

/// <summary>The channels that only this host has, because their packages are its own.</summary>
static class OwnChannels
{
    /// <summary>Registers those that are configured; returns the names of the public channels among them.</summary>
    public static IReadOnlyCollection<string> Add(IServiceCollection services, Start start)
    {
        if (start.Settings.Mail is var (endpoint, sender))
        {
            services.AddSingleton(s => s.Behind(ProviderTable.CommunicationServices, new AcsMail(new EmailClient(endpoint, start.Identity, AcsMail.Options()), sender, s.GetRequiredService<TimeProvider>())));
            // The service counts all mails of the account, so the subscribers leave the responders their part.
            var rate = start.Deployment.Configuration.Subscribers.MailsPerMinute is { } most ? SubscriberServices.PerMinute(most) : new Rate(Burst: 5, Every: TimeSpan.FromSeconds(72));
            services.AddKeyedSingleton(SubscriberServices.Mails, (s, _) => SubscriberServices.Gated(new AcsMail(new EmailClient(endpoint, start.Identity, AcsMail.Options()), sender, s.GetRequiredService<TimeProvider>()),
                ProviderTable.CommunicationServices, rate, s));
        }

        if (start.Deployment.Configuration.Channels.Posts.X is not { } x)
        {
            return [];
        }

        var credentials = new SingleUserInMemoryCredentialStore
        {
            ConsumerKey = x.ConsumerKey.Reveal(),
            ConsumerSecret = x.ConsumerSecret.Reveal(),
            AccessToken = x.AccessToken.Reveal(),
            AccessTokenSecret = x.AccessTokenSecret.Reveal(),
        };
        services.AddSingleton(s => s.Behind(ProviderTable.X, new LinqToTwitterPosts(x.Channel, () => new TwitterContext(new SingleUserAuthorizer { CredentialStore = credentials }), start.Deployment.PublicPageOf, s.GetRequiredService<TimeProvider>(),
            timeline: new XTimeline(new XOptions(x.Channel, credentials.ConsumerKey ?? "", credentials.ConsumerSecret ?? "", credentials.AccessToken ?? "", credentials.AccessTokenSecret ?? "")))));
        return [x.Channel];
    }
}
