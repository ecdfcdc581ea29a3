using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Chat;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Tests;

public class ChatsTests
{
    [Fact]
    public void Internal_posts_go_to_each_chat_that_is_configured()
    {
        Assert.Equal([("company", typeof(FilePosts)), ("slack", typeof(SlackChat)), ("teams", typeof(TeamsChat))], ChannelsOf(drill: false));
        Assert.Equal(["company", "slack", "teams"], Configured.ToPolicy(drill: false).InternalChannels);
    }

    [Fact]
    public void A_rehearsal_writes_what_it_would_post() =>
        Assert.Equal([("company", typeof(FilePosts)), ("slack", typeof(FilePosts)), ("teams", typeof(FilePosts))], ChannelsOf(drill: true));

    static ResponseConfiguration Configured
    {
        get
        {
            Environment.SetEnvironmentVariable("CHATS_TESTS_WORKFLOW", "https://flows.contoso.example/a?sig=1");
            var sample = ResponseConfiguration.Load().Configuration!;
            return sample with
            {
                Channels = sample.Channels with { Posts = new PostsSection(), Slack = new SlackSection { Conversation = "C0123ABCD", Token = new("env:PATH") }, Teams = new TeamsSection { Address = new("env:CHATS_TESTS_WORKFLOW") } },
            };
        }
    }

    static IEnumerable<(string, Type)> ChannelsOf(bool drill)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System).AddSingleton<IFileStore>(new FolderFiles(Path.GetTempPath())).AddProviderGates()
            .AddPosts(new Deployment(Configured, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), drill), []);
        using var provider = services.BuildServiceProvider();
        return [.. provider.GetServices<IChannel>().Select(channel => (channel.Name, (channel is GuardedChannel guarded ? guarded.Inner : channel).GetType()))];
    }
}
