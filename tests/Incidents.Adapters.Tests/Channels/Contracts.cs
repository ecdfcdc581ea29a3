using Incidents.Adapters.Channels;
using Incidents.Adapters.Channels.Chat;
using Incidents.Adapters.Channels.Graph;
using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Tests.Channels.Chat;
using Incidents.Adapters.Tests.Channels.Graph;
using Incidents.Adapters.Tests.Channels.X;
using Incidents.Desk;
using Incidents.Tests;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Every channel that leaves the house.</summary>
static class Cases
{
    static readonly HttpClient Http = ProviderClient.New();

    public static string LinkOf(string incident) => $"https://incidents.contoso.example/incidents/{incident}";

    public static ChannelCase Slack()
    {
        var fake = new SlackServer();
        return new(fake, ProviderTable.Slack, new PostInternally("slack", "Checkout fails\nWe investigate."), time => Slack(fake, time), LetsUsKnow: true);
    }

    public static IChannel Slack(SlackServer fake, TimeProvider time) =>
        new SlackChat(Http, new SlackOptions("slack", SlackServer.Conversation, SlackServer.Token) { Address = fake.Address }, LinkOf, time);

    public static ChannelCase Teams()
    {
        var fake = new TeamsServer();
        return new(fake, ProviderTable.Teams, new PostInternally("teams", "Checkout fails\nWe investigate."), time => Teams(fake, time), LetsUsKnow: false);
    }

    public static IChannel Teams(TeamsServer fake, TimeProvider time) => new TeamsChat(Http, new TeamsOptions("teams", fake.Address), LinkOf, time);

    public static ChannelCase Ntfy()
    {
        var fake = new NtfyServer();
        return new(fake, ProviderTable.Ntfy, new PushPerson("ana", "Please look", "Checkout fails", Urgent: true),
            time => new NtfyPush(Http, new NtfyOptions(fake.Address) { Timeout = TimeSpan.FromSeconds(30) }, _ => "topic", (_, _) => null, time), LetsUsKnow: false)
        { RefusedOn = [Misbehaviour.Redirects] };
    }

    public static ChannelCase X()
    {
        var fake = new XServer();
        return new(fake, ProviderTable.X, new PostPublicly("x", 1, NoticeKind.Investigating, "Checkout fails."),
            time => new XPosts(new XOptions("x", XServer.ConsumerKey, XServer.ConsumerSecret, XServer.AccessToken, XServer.AccessTokenSecret) { Address = fake.Address, Timeout = TimeSpan.FromSeconds(30) }, _ => null, time), LetsUsKnow: true);
    }

    public static ChannelCase Calendar()
    {
        var (fake, at) = (new GraphServer(), Mails.Noon.AddHours(3));
        return new(fake, ProviderTable.Graph, new BookMeeting(["ana"], "Post-mortem", "Agenda", at, TimeSpan.FromHours(1), []),
            time => new GraphCalendar(fake.Client, new GraphOptions(GraphServer.Organiser) { Timeout = TimeSpan.FromSeconds(25) }, person => new MailRecipient(person, $"{person}@contoso.example"), time), LetsUsKnow: true)
        {
            Because = new PostmortemBooked(Mails.Noon, at, "The first time within working hours.", at.AddMinutes(15)),
            RefusedOn = [Misbehaviour.Redirects, Misbehaviour.IsNotOk, Misbehaviour.AnswersWithAPage],
        };
    }

    public static ChannelCase Call()
    {
        var fake = new GraphServer();
        return new(fake, ProviderTable.Graph, new OpenCall("Checkout fails"), time => new GraphMeetings(fake.Client, new GraphOptions(GraphServer.Organiser) { Timeout = TimeSpan.FromSeconds(25) }, time), LetsUsKnow: true)
        { RefusedOn = [Misbehaviour.Redirects, Misbehaviour.IsNotOk, Misbehaviour.AnswersWithAPage] };
    }
}

public sealed class SlackContractTests() : ChannelContract(Cases.Slack());

public sealed class TeamsContractTests() : ChannelContract(Cases.Teams());

public sealed class NtfyContractTests() : ChannelContract(Cases.Ntfy());

public sealed class XContractTests() : ChannelContract(Cases.X());

public sealed class GraphCallContractTests() : ChannelContract(Cases.Call());

public sealed class GraphCalendarContractTests() : ChannelContract(Cases.Calendar());
