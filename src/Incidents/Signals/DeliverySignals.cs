namespace Incidents;

/// <summary>What became of an effect.</summary>
public enum DeliveryOutcome
{
    /// <summary>The provider took it.</summary>
    Delivered,

    /// <summary>Not delivered and not tried any more; a person may send it again.</summary>
    GivenUp,

    /// <summary>Not sent because it was superseded or blocked meanwhile.</summary>
    Dropped,

    /// <summary>It may or may not have arrived, and the provider cannot tell; a person decides.</summary>
    Uncertain,
}

/// <summary>The desk reports what became of an effect.</summary>
/// <param name="EffectId">incident/sequence/ordinal.</param>
/// <param name="Effect">The effect itself, so that the plan need not look it up.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">The provider's reference, or the reason in words for a person.</param>
/// <param name="At">When.</param>
public sealed record DeliveryReported(DateTimeOffset At, string EffectId, Effect Effect, DeliveryOutcome Outcome, string Detail) : Signal(At);

/// <summary>What a provider had taken came back: it did not arrive after all.</summary>
/// <param name="EffectId">incident/sequence/ordinal.</param>
/// <param name="Effect">The effect itself, so that the plan need not look it up.</param>
/// <param name="Reason">Why, in the receiver's words.</param>
/// <param name="At">When it was read.</param>
public sealed record ReturnReported(DateTimeOffset At, string EffectId, Effect Effect, string Reason) : Signal(At);

/// <summary>Somebody sends an undelivered effect again; it gets a new id. Saying it twice sends it once.</summary>
public sealed record SendAgain(DateTimeOffset At, string By, string EffectId) : PersonSignal(At, By);

/// <summary>Somebody saw that it arrived, or told people in another way. An announcement that is still tried is not sent any more then.</summary>
public sealed record MarkDelivered(DateTimeOffset At, string By, string EffectId, string Note) : PersonSignal(At, By);

/// <summary>Somebody says how those in one place were told that it ended, or why they need not be.</summary>
/// <param name="Who">As the open item names it, such as <c>slack</c> or <c>mail/ana</c>.</param>
/// <param name="Reason">In words, for the record.</param>
/// <param name="At">When it arrived.</param>
/// <param name="By">Who says it.</param>
public sealed record MarkTold(DateTimeOffset At, string By, string Who, string Reason) : PersonSignal(At, By);
