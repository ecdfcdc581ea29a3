namespace Incidents.Desk;

/// <summary>Where events go to.</summary>
/// <param name="Name">Unique; records are kept under it.</param>
/// <param name="Host">The receiver's host, for people; the whole address may hold a secret.</param>
/// <param name="Public">True when it is told of every change that the public sees.</param>
/// <param name="Plan">True when it is told of every event of the plan, but of an incident in the breach lane.</param>
public sealed record WebhookEndpoint(string Name, string Host, bool Public, bool Plan);

/// <summary>What is posted.</summary>
/// <param name="Id">The same for every attempt: a receiver knows a repetition by it.</param>
/// <param name="Type">Such as <c>plan.notice-published</c> or <c>public.incident-changed</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Body">JSON, UTF-8.</param>
public sealed record WebhookMessage(string Id, string Type, DateTimeOffset At, ReadOnlyMemory<byte> Body)
{
    /// <summary>True for what only the company may know: it is not sent while a breach is suspected.</summary>
    public bool IsPrivateInBreach { get; init; }
}

/// <summary>Posts to one endpoint; makes one attempt.</summary>
public interface IWebhookSender
{
    /// <summary>Where it posts to.</summary>
    WebhookEndpoint Endpoint { get; }

    /// <summary>
    /// Delivered when the receiver took it; Deferred or Unknown when it is to be sent again; Refused when the receiver wants nothing any more (410).
    /// May throw: that counts as deferred.
    /// </summary>
    Task<Attempt> SendAsync(WebhookMessage message, CancellationToken ct);
}
