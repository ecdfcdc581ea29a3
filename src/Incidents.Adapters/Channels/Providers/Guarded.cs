using Incidents.Desk;

namespace Incidents.Adapters.Channels.Providers;

/// <summary>A channel behind its provider's gate.</summary>
/// <param name="inner">Makes the attempts.</param>
/// <param name="gate">Lets them through.</param>
public sealed class GuardedChannel(IChannel inner, ProviderGate gate) : IChannel, IDisposable
{
    /// <summary>Who makes the attempts.</summary>
    public IChannel Inner => inner;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => gate.AttemptAsync(c => inner.AttemptAsync(delivery, c), ct);

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => gate.ReconcileAsync(c => inner.ReconcileAsync(delivery, c), ct);

    /// <summary>Disposes the channel; the gate is shared.</summary>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}

/// <summary>A mail server behind its gate.</summary>
/// <param name="inner">Sends the mails.</param>
/// <param name="gate">Lets them through.</param>
public sealed class GuardedMail(IMailTransport inner, ProviderGate gate) : IMailTransport
{
    /// <inheritdoc/>
    public string Sender => inner.Sender;

    /// <inheritdoc/>
    public Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct) => gate.AttemptAsync(c => inner.SendAsync(mail, c), ct);

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) => gate.ReconcileAsync(c => inner.ReconcileAsync(mail, c), ct);
}
