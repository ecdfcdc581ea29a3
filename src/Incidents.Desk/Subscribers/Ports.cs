using Incidents.Public;

namespace Incidents.Desk.Subscribers;

/// <summary>What the public knows at the moment, as far as subscribers are told of it.</summary>
/// <param name="Topics">Incidents, post-mortems and planned work that are not over, or were over lately; each once.</param>
/// <param name="Services">How each listed service is.</param>
public sealed record PublicNow(IReadOnlyList<Topic> Topics, IReadOnlyDictionary<string, ServiceStatus> Services);

/// <summary>Where subscribers' news come from.</summary>
public interface ISubscriberNews
{
    /// <summary>What the public knows now. Asked every few seconds, so it must be cheap while nothing changes.</summary>
    Task<PublicNow> NowAsync(CancellationToken ct);
}

/// <summary>A message to one subscriber.</summary>
/// <param name="Id">The idempotency key: the same for every attempt to tell this subscriber these words.</param>
/// <param name="To">Who gets it.</param>
public abstract record SubscriberMessage(string Id, Subscriber To)
{
    /// <summary>Words on one or several matters.</summary>
    public sealed record News(string Id, Subscriber To, IReadOnlyList<Topic> Topics) : SubscriberMessage(Id, To);

    /// <summary>Whether the address really wants this subscription.</summary>
    /// <param name="Id">The idempotency key.</param>
    /// <param name="To">Who is asked, with the wishes that wait.</param>
    /// <param name="At">When it was asked for.</param>
    /// <param name="IsKnown">True when the address is subscribed already, so that the question is about other wishes.</param>
    public sealed record Question(string Id, Subscriber To, DateTimeOffset At, bool IsKnown) : SubscriberMessage(Id, To);
}

/// <summary>Takes messages to subscribers, on a lane of its own: its limits and its failures are not those of the responders' mails. Makes one attempt.</summary>
public interface ISubscriberPost
{
    /// <summary>What <see cref="Attempt.Delivered"/> refers to when an endpoint sent the question's challenge back.</summary>
    const string Echoed = "echoed";

    /// <summary>Sends one message.</summary>
    /// <returns>
    /// Delivered; Refused, with <see cref="Attempt.Refused.OfAddress"/> when nothing will ever arrive there; Deferred, for mail with a time when the server as a whole takes nothing before
    /// it; Unknown when nobody can tell.
    /// </returns>
    Task<Attempt> SendAsync(SubscriberMessage message, CancellationToken ct);

    /// <summary>What became of an earlier attempt: Delivered when it surely arrived, Deferred when it may be sent (again), Unknown when nobody can tell yet.</summary>
    Task<Attempt> ReconcileAsync(string messageId, SubscriberWay way, string subscriber, CancellationToken ct);
}

/// <summary>What else an installation keeps of a subscriber, such as mails that it wrote into files.</summary>
public interface ISubscriberTraces
{
    /// <summary>Erases it; false when there was nothing.</summary>
    Task<bool> EraseAsync(string subscriber, CancellationToken ct);
}
