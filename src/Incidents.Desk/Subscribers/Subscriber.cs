namespace Incidents.Desk.Subscribers;

/// <summary>How a subscriber is reached.</summary>
public enum SubscriberWay
{
    /// <summary>By mail.</summary>
    Mail,

    /// <summary>By a POST to an address of theirs.</summary>
    Webhook,
}

/// <summary>Whether a subscriber is told anything.</summary>
public enum SubscriberState
{
    /// <summary>Told.</summary>
    Active,

    /// <summary>Not told any more, because the address refused: a mailbox that does not exist, a complaint, an endpoint that is gone.</summary>
    Suppressed,

    /// <summary>Unsubscribed. Only the keyed hash is kept, so that an import does not bring back who left.</summary>
    Left,
}

/// <summary>Somebody outside the company who asked to be told.</summary>
/// <param name="Id">Keyed hash of way and address; the record's key, and what logs name.</param>
/// <param name="Way">How.</param>
/// <param name="Address">The mail address, or the webhook's; empty once they left.</param>
/// <param name="State">Whether they are told.</param>
/// <param name="StateAt">Since when.</param>
/// <param name="Since">Words said before are not told: they were not subscribed to this then.</param>
public sealed record Subscriber(string Id, SubscriberWay Way, string Address, SubscriberState State, DateTimeOffset StateAt, DateTimeOffset Since)
{
    /// <summary>The services that they care for, by id; null for all.</summary>
    public IReadOnlyList<string>? Services { get; init; }

    /// <summary>True when they also want to know of post-mortems.</summary>
    public bool Reports { get; init; }

    /// <summary>Signs what is posted to a webhook (<c>whsec_</c>); null for mail.</summary>
    public string? Secret { get; init; }

    /// <summary>Where they come from: <c>form</c>, or <c>import</c> with the day, as proof of consent.</summary>
    public string Origin { get; init; } = "form";

    /// <summary>Why they are suppressed; null when they are not.</summary>
    public string? Why { get; init; }

    /// <summary>The latest word on each topic that they were told.</summary>
    public IReadOnlyDictionary<string, int> Told { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>When the mails of the last hour went.</summary>
    public IReadOnlyList<DateTimeOffset> Mailed { get; init; } = [];

    /// <summary>What failed last; null when nothing did.</summary>
    public SubscriberTrouble? Trouble { get; init; }

    /// <summary>Mails that came back; null when none did lately.</summary>
    public SubscriberBounces? Bounces { get; init; }

    /// <summary>True when a topic concerns them.</summary>
    public bool Follows(Topic topic) => Services is not { } some || topic.Services.Any(some.Contains);
}

/// <summary>Attempts that failed one after the other.</summary>
/// <param name="Count">How many.</param>
/// <param name="FirstAt">When the first did.</param>
/// <param name="NextAt">Not tried before.</param>
public sealed record SubscriberTrouble(int Count, DateTimeOffset FirstAt, DateTimeOffset NextAt);

/// <summary>Mails to a subscriber that a server had taken and that came back.</summary>
/// <param name="Count">How many within a month of each other.</param>
/// <param name="LastAt">When the last one did.</param>
/// <param name="Said">Why, in the server's words.</param>
/// <param name="Mail">Names the last one, so that a report that is read twice counts once.</param>
public sealed record SubscriberBounces(int Count, DateTimeOffset LastAt, string Said, string Mail);

/// <summary>A subscription that was asked for and waits for its confirmation.</summary>
/// <param name="Id">As <see cref="Subscriber.Id"/>.</param>
/// <param name="Way">How.</param>
/// <param name="Address">Where.</param>
/// <param name="At">When it was asked for last.</param>
/// <param name="Services">What for; null for all.</param>
/// <param name="Reports">Post-mortems as well.</param>
/// <param name="Secret">Of a webhook; null for mail.</param>
/// <param name="IsSent">True once the question went to the address.</param>
/// <param name="Recent">When it was asked for in the last day.</param>
public sealed record SubscriptionAsk(string Id, SubscriberWay Way, string Address, DateTimeOffset At, IReadOnlyList<string>? Services, bool Reports, string? Secret, bool IsSent, IReadOnlyList<DateTimeOffset> Recent);
