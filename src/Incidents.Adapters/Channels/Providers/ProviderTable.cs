namespace Incidents.Adapters.Channels.Providers;

/// <summary>
/// Every provider's limits in one place, each row with its source. Where a provider documents a limit, the rate stays at or below it; time-outs and breaks are nowhere documented and are
/// ours: an attempt is cut off when people would rather have the next one, and a provider that does nothing but fail is left alone for half a minute, so that its time-outs do not
/// hold up the others.
/// </summary>
public static class ProviderTable
{
    static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);

    /// <summary>Slack's Web API.</summary>
    public static readonly Provider Slack = new("Slack", Seconds(10), new Rate(Burst: 5, Every: Seconds(1)), BreakAfter: 5, HalfMinute,
        "docs.slack.dev/apis/web-api/rate-limits: posting messages, one per second and channel, short bursts allowed; 429 with Retry-After in seconds.");

    /// <summary>A Teams workflow that is started by a web request.</summary>
    public static readonly Provider Teams = new("Teams", Seconds(20), new Rate(Burst: 4, Every: Seconds(1), Refill: 4), BreakAfter: 5, HalfMinute,
        "learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook: more than four requests a second are throttled; a message has at most 28 KB.");

    /// <summary>Microsoft Graph: meetings and calendars.</summary>
    public static readonly Provider Graph = new("Microsoft Graph", Seconds(10), new Rate(Burst: 4, Every: Seconds(1), Refill: 4), BreakAfter: 5, HalfMinute,
        "learn.microsoft.com/graph/throttling-limits: Outlook takes four concurrent requests and 10,000 in ten minutes per app and mailbox; 429 with Retry-After. People wait for the call, hence ten seconds.");

    /// <summary>X's API, version 2.</summary>
    public static readonly Provider X = new("X", Seconds(20), new Rate(Burst: 20, Every: Seconds(9)), BreakAfter: 5, HalfMinute,
        "docs.x.com/x-api/fundamentals/rate-limits: POST /2/tweets takes 100 in 15 minutes per user; 429 with x-rate-limit-reset.");

    /// <summary>An ntfy server.</summary>
    public static readonly Provider Ntfy = new("The push server", Seconds(20), new Rate(Burst: 60, Every: Seconds(5)), BreakAfter: 5, HalfMinute,
        "docs.ntfy.sh/config, visitor-request-limit-burst and -replenish: 60 requests, then one every 5 seconds; a server of one's own may allow more.");

    /// <summary>Pushover.</summary>
    public static readonly Provider Pushover = new("Pushover", Seconds(20), new Rate(Burst: 10, Every: Seconds(1)), BreakAfter: 5, HalfMinute,
        "pushover.net/api, \"Being Friendly to our API\": no more than two concurrent connections, no sooner again than 5 seconds after a failure, 10,000 messages a month and application.");

    /// <summary>PagerDuty's Events API, version 2.</summary>
    public static readonly Provider PagerDuty = new("PagerDuty", Seconds(15), new Rate(Burst: 60, Every: Seconds(1), Refill: 2), BreakAfter: 5, HalfMinute,
        "PagerDuty's support on the Events API: 120 events a minute and integration key; 429 beyond.");

    /// <summary>A webhook of the company's own.</summary>
    public static readonly Provider Webhook = new("The webhook", Seconds(20), Rate: null, BreakAfter: 5, HalfMinute,
        "standardwebhooks.com, \"Deliverability and reliability\": time-outs of 15 to 30 seconds, Retry-After honoured, 410 ends it.");

    /// <summary>A mail server.</summary>
    public static readonly Provider Smtp = new("The mail server", Seconds(25), Rate: null, BreakAfter: 5, HalfMinute,
        "None that holds for every server (RFC 5321 leaves it to the server, which answers 4xx when it takes no more).");

    /// <summary>Mail through Azure Communication Services' own API.</summary>
    public static readonly Provider CommunicationServices = new("The mail service", Seconds(25), new Rate(Burst: 30, Every: Seconds(2)), BreakAfter: 5, HalfMinute,
        "learn.microsoft.com/azure/communication-services/concepts/service-limits: a domain of one's own sends 30 mails a minute and 100 an hour unless raised; 429 with Retry-After.");

    /// <summary>Every row.</summary>
    public static IReadOnlyList<Provider> All => [Slack, Teams, Graph, X, Ntfy, Pushover, PagerDuty, Webhook, Smtp, CommunicationServices];

    static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
