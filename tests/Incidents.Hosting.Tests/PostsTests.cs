using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Tests;

public class PostsTests
{
    [Fact]
    public void Without_an_account_every_post_is_a_file() =>
        Assert.Equal([("company", typeof(FilePosts)), ("x", typeof(FilePosts)), ("board", typeof(FilePosts))], ChannelsOf(x: null, drill: false));

    // PATH is set everywhere.
    [Fact]
    public void With_an_account_the_posts_of_its_channel_go_out_on_X() =>
        Assert.Equal([("company", typeof(FilePosts)), ("x", typeof(XPosts)), ("board", typeof(FilePosts))], ChannelsOf(Account, drill: false));

    [Fact]
    public void A_rehearsal_posts_nothing_on_X() =>
        Assert.Equal([("company", typeof(FilePosts)), ("x", typeof(FilePosts)), ("board", typeof(FilePosts))], ChannelsOf(Account, drill: true));

    [Fact]
    public void A_host_that_posts_on_X_by_itself_is_left_to_it() =>
        Assert.Equal([("company", typeof(FilePosts)), ("board", typeof(FilePosts))], ChannelsOf(Account, drill: false, "x"));

    static XSection Account => new() { ConsumerKey = new("env:PATH"), ConsumerSecret = new("env:PATH"), AccessToken = new("env:PATH"), AccessTokenSecret = new("env:PATH") };

    static IEnumerable<(string, Type)> ChannelsOf(XSection? x, bool drill, params string[] carried)
    {
        var sample = ResponseConfiguration.Load().Configuration!;
        var configuration = sample with { Channels = sample.Channels with { Posts = new PostsSection { Public = ["x", "board"], X = x } } };
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System).AddSingleton<IFileStore>(new FolderFiles(Path.GetTempPath()));
        services.AddProviderGates().AddPosts(new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), drill), carried);
        using var provider = services.BuildServiceProvider();
        return [.. provider.GetServices<IChannel>().Select(channel => (channel.Name, (channel is GuardedChannel guarded ? guarded.Inner : channel).GetType()))];
    }
}
