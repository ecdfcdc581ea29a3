using Incidents.Adapters.Channels.Chat;
using Incidents.Adapters.Channels.Providers;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Composition;

/// <summary>Where the company chats.</summary>
static class Chats
{
    /// <summary>The chat that an internal channel stands for; null when it stands for none.</summary>
    public static IChannel? Of(Deployment deployment, string name, IServiceProvider services)
    {
        var (channels, time) = (deployment.Configuration.Channels, services.GetRequiredService<TimeProvider>());
        return (name, channels) switch
        {
            (ChatCheck.Slack, { Slack: { } slack }) => services.Behind(ProviderTable.Slack,
                new SlackChat(ProviderClient.New(), new SlackOptions(name, slack.Conversation, slack.Token.Reveal() ?? ""), Link, time)),
            (ChatCheck.Teams, { Teams: { } teams }) => services.Behind(ProviderTable.Teams,
                new TeamsChat(ProviderClient.New(), new TeamsOptions(name, new Uri(teams.Address.Reveal() ?? "")), Link, time)),
            _ => null,
        };

        string Link(string incident) => $"{deployment.ConsoleAddress}/{incident}";
    }
}
