using Incidents.Adapters.Channels;
using Incidents.Adapters.Tests.Channels.X;
using Incidents.Desk;
using Incidents.Functions.Channels;
using LinqToTwitter;
using LinqToTwitter.OAuth;

namespace Incidents.Functions.Tests.Channels;

public sealed class LinqToTwitterPostsTests : XPostsContract
{
    protected override IChannel Open(Uri address, string accessTokenSecret, TimeSpan limit, string? page)
    {
        var credentials = new SingleUserInMemoryCredentialStore
        {
            ConsumerKey = XServer.ConsumerKey,
            ConsumerSecret = XServer.ConsumerSecret,
            AccessToken = XServer.AccessToken,
            AccessTokenSecret = accessTokenSecret,
        };
        return new LinqToTwitterPosts("x", () => new TwitterContext(new SingleUserAuthorizer { CredentialStore = credentials }) { BaseUrl2 = address.AbsoluteUri }, _ => page, Time, limit,
            new XTimeline(new XOptions("x", XServer.ConsumerKey, XServer.ConsumerSecret, XServer.AccessToken, accessTokenSecret) { Address = address }));
    }
}
