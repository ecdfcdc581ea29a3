using Incidents.Adapters.Channels;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Channels.X;

public sealed class XPostsTests : XPostsContract
{
    protected override IChannel Open(Uri address, string accessTokenSecret, TimeSpan limit, string? page) =>
        new XPosts(new XOptions("x", XServer.ConsumerKey, XServer.ConsumerSecret, XServer.AccessToken, accessTokenSecret) { Address = address, Timeout = limit }, _ => page, Time);
}
