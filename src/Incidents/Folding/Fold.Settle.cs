using Incidents.Rules;

namespace Incidents;

public static partial class Fold
{
    static Incident? Settle(Incident i, Event @event) => @event switch
    {
        BreachSuspected e => i with { Breach = new BreachLane(e) { RemindAt = e.RemindAt } },
        BreachReminded e => i with { Breach = i.Breach! with { RemindAt = e.NextAt } },
        BreachRecorded e => i with { Breach = i.Breach! with { Facts = e } },
        AuthorityNotified e => i with { Breach = i.Breach! with { Notified = e, RemindAt = null } },
        NotificationWaived e => i with { Breach = i.Breach! with { Waived = e, RemindAt = null } },
        BreachCleared e => i with { Breach = i.Breach! with { ClearedAt = e.At, RemindAt = null } },
        EffectSettled e => i with
        {
            Settled = i.Settled.Add(e.EffectId),
            // A word about a failure that fails itself stays in the ledger; what is to be dealt with is the first one.
            Undelivered = e.Outcome is DeliveryOutcome.GivenUp or DeliveryOutcome.Uncertain && !i.Marked.Contains(e.EffectId) && !Failures.IsWordOf(e.Effect) ? i.Undelivered.SetItem(e.EffectId, e) : i.Undelivered.Remove(e.EffectId),
            FirstPosts = e is { Outcome: DeliveryOutcome.Delivered, Effect: PostPublicly post } && !i.FirstPosts.ContainsKey(post.To) ? i.FirstPosts.Add(post.To, e.Detail) : i.FirstPosts,
            Mailed = e is { Outcome: DeliveryOutcome.Delivered, Effect: MailPerson mail } ? i.Mailed.SetItem(mail.Person, (i.Mailed.GetValueOrDefault(mail.Person) ?? new PersonMails(e.EffectId, [])).After(mail, e.At)) : i.Mailed,
        },
        EffectReturned e when Failures.IsWordOf(e.Effect) => i,
        EffectReturned e => i with { Undelivered = i.Undelivered.SetItem(e.EffectId, new EffectSettled(e.At, e.EffectId, e.Effect, DeliveryOutcome.GivenUp, e.Reason)) },
        EffectRepeated e => i with { Undelivered = i.Undelivered.Remove(e.EffectId) },
        EffectMarked e => i with { Undelivered = i.Undelivered.Remove(e.EffectId) },
        EndingAwaited or EndingTold or EndingMarked => i,
        _ => null,
    };
}
