namespace Incidents.Desk;

/// <summary>What one attempt came to.</summary>
public abstract record Attempt
{
    /// <summary>The provider took it; the reference is the provider's name for it, or what came back (the call's address).</summary>
    public sealed record Delivered(string Reference) : Attempt;

    /// <summary>Not now; another attempt can help, at the earliest after <paramref name="RetryAfter"/> when the provider said so.</summary>
    public sealed record Deferred(string Reason, TimeSpan? RetryAfter = null) : Attempt
    {
        /// <summary>True when nothing failed: more is to be done, and it is not the time yet.</summary>
        public bool Planned { get; init; }
    }

    /// <summary>It may have arrived. The ledger stays at "attempting", and the provider is asked before anything is sent a second time.</summary>
    public sealed record Unknown(string Reason, TimeSpan? RetryAfter = null) : Attempt;

    /// <summary>Never; another attempt cannot help.</summary>
    public sealed record Refused(string Reason) : Attempt
    {
        /// <summary>True when it is the receiver's address that was refused: nothing that is sent there arrives.</summary>
        public bool OfAddress { get; init; }
    }
}

/// <summary>What to deliver.</summary>
/// <param name="EffectId">The idempotency key: the same for every attempt.</param>
/// <param name="IncidentId">The incident.</param>
/// <param name="Effect">What.</param>
/// <param name="Incident">The incident as the log has it now.</param>
/// <param name="Shared">What shares one message, oldest first and with the effect itself; null when it has its own.</param>
public sealed record Delivery(string EffectId, string IncidentId, Effect Effect, Incident Incident, IReadOnlyList<SharedEffect>? Shared = null);

/// <summary>An effect that shares a message with others.</summary>
/// <param name="At">When it was decided.</param>
/// <param name="Effect">What.</param>
public sealed record SharedEffect(DateTimeOffset At, Effect Effect);

/// <summary>A way to reach the world. Makes one attempt; retry, order, and giving up are the desk's.</summary>
public interface IChannel
{
    /// <summary>The channel's name; effects name it.</summary>
    string Name { get; }

    /// <summary>Makes one attempt, in at most 30 s. May throw: the desk then treats it as deferred.</summary>
    Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct);

    /// <summary>
    /// After an attempt whose outcome is unknown: Delivered when it arrived, Deferred when it surely did not or when repeating is harmless (idempotent, or a call
    /// to a person), Unknown when the provider cannot be asked now, Refused when nobody can tell and a person must decide.
    /// </summary>
    Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct);
}
