namespace Incidents.Rules;

/// <summary>What became of effects goes on record; what was not delivered can be sent again or marked as done by hand.</summary>
static class Deliveries
{
    public static readonly PlanPart Part = new("Deliveries", React);

    static Decision React(Incident i, Occurrence occurrence, PlanPolicy policy) => occurrence switch
    {
        DeliveryReported s => i.Settled.Contains(s.EffectId) ? Decision.Nothing : Decision.Of(new EffectSettled(s.At, s.EffectId, s.Effect, s.Outcome, s.Detail)),
        // What was never delivered cannot come back, and what somebody has dealt with is dealt with.
        ReturnReported s => !i.Settled.Contains(s.EffectId) || i.Undelivered.ContainsKey(s.EffectId) || i.Repeated.Contains(s.EffectId) || i.Marked.Contains(s.EffectId)
            ? Decision.Nothing
            : Decision.Of(new EffectReturned(s.At, s.EffectId, s.Effect, s.Reason)),
        SendAgain s => i.Undelivered.GetValueOrDefault(s.EffectId) switch
        {
            null when i.Repeated.Contains(s.EffectId) => Decision.Nothing,
            null => Decision.Refuse("This was delivered, or sent again already."),
            { Effect: var effect } when Plan.Unwanted(i, s.EffectId, effect, s.At) is { } why => Decision.Refuse(why),
            { Effect: var effect } => Decision.Of(new EffectRepeated(s.At, s.By, s.EffectId), effect),
        },
        MarkDelivered s => i.Undelivered.GetValueOrDefault(s.EffectId) switch
        {
            null when i.Marked.Contains(s.EffectId) => Decision.Nothing,
            // What is still tried can be marked too, where it only tells people something.
            null when i.Settled.Contains(s.EffectId) || i.AnnouncementOf(s.EffectId) is null => Decision.Refuse("This was delivered, or settled already."),
            _ when string.IsNullOrWhiteSpace(s.Note) => Decision.Refuse("Please say how you know, or how people were told."),
            { Effect: MailAffectedUsers } when i.ContactsMade is null => Decision.Of(new EffectMarked(s.At, s.By, s.EffectId, s.Note)).And(new ContactsMade(s.At, s.By, s.Note)),
            _ => Decision.Of(new EffectMarked(s.At, s.By, s.EffectId, s.Note)),
        },
        EffectSettled { Outcome: DeliveryOutcome.GivenUp or DeliveryOutcome.Uncertain } or EffectReturned => Failures.Tell(i, occurrence, policy),
        _ => Decision.Nothing,
    };
}
