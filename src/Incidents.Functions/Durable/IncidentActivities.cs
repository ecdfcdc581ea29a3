using Incidents.Desk;
using Microsoft.Azure.Functions.Worker;

namespace Incidents.Functions.Durable;

/// <summary>What an incident's orchestration has done: moving the incident, and one activity per kind of effect, so that each shows and scales by itself.</summary>
sealed class IncidentActivities(IncidentDesk desk, DeliveryDesk deliveries, TimeProvider time)
{
    // Then the next call takes over; an attempt that hangs takes half a minute more.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public const string Advance = "AdvanceIncident";

    /// <summary>Moves the incident and says what is due.</summary>
    [Function(Advance)]
    public async Task<IncidentTurn> AdvanceAsync([ActivityTrigger] string incident) => Turn(await desk.AdvanceAsync(incident, CancellationToken.None));

    /// <summary>Mails to people of the roster.</summary>
    [Function(nameof(MailPerson))]
    public Task<IncidentTurn> MailPersonAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>Pushes that wake people.</summary>
    [Function(nameof(PushPerson))]
    public Task<IncidentTurn> PushPersonAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>The video call.</summary>
    [Function(nameof(OpenCall))]
    public Task<IncidentTurn> OpenCallAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>The post-mortem in the team's calendars.</summary>
    [Function(nameof(BookMeeting))]
    public Task<IncidentTurn> BookMeetingAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>Taking it out of them.</summary>
    [Function(nameof(CancelMeeting))]
    public Task<IncidentTurn> CancelMeetingAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>Posts to the company.</summary>
    [Function(nameof(PostInternally))]
    public Task<IncidentTurn> PostInternallyAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>The status page.</summary>
    [Function(nameof(PublishPage))]
    public Task<IncidentTurn> PublishPageAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>Posts to the public.</summary>
    [Function(nameof(PostPublicly))]
    public Task<IncidentTurn> PostPubliclyAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>Mails to users who left an address.</summary>
    [Function(nameof(MailAffectedUsers))]
    public Task<IncidentTurn> MailAffectedUsersAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>Erasing those addresses.</summary>
    [Function(nameof(EraseContacts))]
    public Task<IncidentTurn> EraseContactsAsync([ActivityTrigger] DeliveryBatch batch) => DeliverAsync(batch);

    /// <summary>The activity's name is the kind of effect.</summary>
    internal static string ActivityFor(Effect effect) => effect.GetType().Name;

    // One attempt each, beside each other: different people's lanes do not wait for each other. What becomes due in these lanes by it goes out in the same call, since every call
    // costs a dozen storage operations. The turn afterwards tells the plan what came of them.
    async Task<IncidentTurn> DeliverAsync(DeliveryBatch batch)
    {
        var began = time.GetTimestamp();
        var advance = await desk.AdvanceAsync(batch.Incident, CancellationToken.None);
        var due = advance.Due.Where(effect => batch.Effects.Contains(effect.EffectId, StringComparer.Ordinal)).ToList();
        var lanes = due.Select(effect => effect.Effect.Lane).ToHashSet(StringComparer.Ordinal);
        while (due.Count > 0)
        {
            await Task.WhenAll(due.Select(effect => deliveries.DeliverAsync(batch.Incident, effect, CancellationToken.None)));
            advance = await desk.AdvanceAsync(batch.Incident, CancellationToken.None);
            due = time.GetElapsedTime(began) < Longest ? [.. advance.Due.Where(effect => lanes.Contains(effect.Effect.Lane))] : [];
        }

        return Turn(advance);
    }

    static IncidentTurn Turn(Advance advance) => new(
        [.. advance.Due.GroupBy(due => ActivityFor(due.Effect), StringComparer.Ordinal).Select(kind => new DueEffects(kind.Key, [.. kind.Select(due => due.EffectId)]))],
        advance.WakeAt?.UtcDateTime, advance.Ended);
}
