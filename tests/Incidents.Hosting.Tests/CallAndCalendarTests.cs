using Azure.Identity;
using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Graph;
using Incidents.Adapters.Channels.Providers;
using Incidents.Desk;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Hosting.Tests;

public class CallAndCalendarTests
{
    const string Id = "0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11";

    static readonly Keys Keys = new([new ApprovalKey(1, new byte[32])], new byte[32], new byte[32], new byte[32]);

    [Fact]
    public void Without_Graph_the_call_is_a_link_and_no_calendar_is_kept()
    {
        var configuration = With(graph: null);

        Assert.Equal([typeof(CallLink)], ChannelsOf(configuration, drill: false));
        Assert.False(configuration.ToPolicy(drill: false).HasCalendar);
    }

    [Fact]
    public void With_Graph_the_call_is_a_meeting_with_a_link_behind_it_and_the_post_mortem_is_in_the_calendars()
    {
        var configuration = With(new GraphSection { Organiser = Id });

        Assert.Equal([typeof(CallOrLink), typeof(GraphCalendar)], ChannelsOf(configuration, drill: false));
        Assert.True(configuration.ToPolicy(drill: false).HasCalendar);
    }

    [Fact]
    public void Graph_is_used_only_for_what_it_was_permitted_to()
    {
        Assert.Equal([typeof(CallLink), typeof(GraphCalendar)], ChannelsOf(With(new GraphSection { Organiser = Id, Use = [GraphUse.Calendar] }), drill: false));
        Assert.False(With(new GraphSection { Organiser = Id, Use = [GraphUse.Call] }).ToPolicy(drill: false).HasCalendar);
    }

    [Fact]
    public void A_rehearsal_opens_no_meeting_and_books_none()
    {
        var configuration = With(new GraphSection { Organiser = Id });

        Assert.Equal([typeof(CallLink)], ChannelsOf(configuration, drill: true));
        Assert.False(configuration.ToPolicy(drill: true).HasCalendar);
    }

    [Fact]
    public void It_signs_in_with_the_secret_it_was_given_else_as_the_machine()
    {
        Assert.IsType<ManagedIdentityCredential>(CallAndCalendar.Credential(new GraphSection { Organiser = Id }));
        // PATH is set everywhere.
        Assert.IsType<ClientSecretCredential>(CallAndCalendar.Credential(new GraphSection { Organiser = Id, Tenant = Id, ClientId = Id, ClientSecret = new Secret("env:PATH") }));
    }

    static ResponseConfiguration With(GraphSection? graph)
    {
        var sample = ResponseConfiguration.Load().Configuration!;
        return sample with { Channels = sample.Channels with { Graph = graph } };
    }

    static IEnumerable<Type> ChannelsOf(ResponseConfiguration configuration, bool drill)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System).AddProviderGates();
        services.AddCallAndCalendar(new Deployment(configuration, new Uri("https://incidents.contoso.example/"), new Uri("https://status.contoso.example/"), drill), Keys);
        using var provider = services.BuildServiceProvider();
        return [.. provider.GetServices<IChannel>().Select(channel => (channel is GuardedChannel guarded ? guarded.Inner : channel).GetType())];
    }
}
