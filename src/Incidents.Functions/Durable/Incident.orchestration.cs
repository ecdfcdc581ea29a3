using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Incidents.Functions.Durable;

/// <summary>
/// One orchestration per incident. It waits for an external event for each step of the plan and for the plan's next deadline, has the incident moved by an
/// activity, and has each kind of effect carried out by an activity of its own. It decides nothing. Before you edit it, read docs/azure.md, "Upgrades".
/// </summary>
static class IncidentOrchestration
{
    public const string Name = "Incident";

    const int TurnsAtMost = 50;
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string incident)
    {
        // Never cancelled: a cancelled waiter swallows the next event of its name.
        var rings = PlanStep.Names.Add(PlanStep.Across).Select(step => (Step: step, Rung: context.WaitForExternalEvent<string>(step))).ToArray();
        var deliveries = new List<(string[] Effects, Task<IncidentTurn?> Done)>();
        IncidentTurn? next = null;
        Alarm? alarm = null;
        for (var turn = 0; turn < TurnsAtMost; turn++)
        {
            next ??= await MoveAsync(context, incident);
            if (next.Ended && deliveries.Count == 0)
            {
                alarm?.Dispose();
                return;
            }

            foreach (var due in next.Due)
            {
                string[] effects = [.. due.Effects.Except(deliveries.SelectMany(delivery => delivery.Effects), StringComparer.Ordinal)];
                if (effects.Length > 0)
                {
                    deliveries.Add((effects, DeliverAsync(context, due.Activity, new DeliveryBatch(incident, effects))));
                }
            }

            alarm = Alarm.For(context, next.WakeAt, alarm);
            Task[] struck = alarm is null ? [] : [alarm.Struck];
            await Task.WhenAny([.. struck, .. rings.Select(ring => ring.Rung), .. deliveries.Select(delivery => delivery.Done)]);
            // A delivery that ended alone brought the next turn with it; anything else asks for one.
            var ended = deliveries.FindAll(delivery => delivery.Done.IsCompleted);
            var alone = ended.Count == 1 && !rings.Any(ring => ring.Rung.IsCompleted) && alarm is not { Struck.IsCompleted: true };
            next = alone ? (await ended[0].Done)?.WakingBy(next.WakeAt) : null;
            deliveries.RemoveAll(delivery => delivery.Done.IsCompleted);
            rings = [.. rings.Select(ring => ring.Rung.IsCompleted ? (ring.Step, context.WaitForExternalEvent<string>(ring.Step)) : ring)];
        }

        alarm?.Dispose();
        await Task.WhenAll(deliveries.Select(delivery => delivery.Done));
        context.ContinueAsNew(incident, preserveUnprocessedEvents: true);
    }

    static async Task<IncidentTurn> MoveAsync(TaskOrchestrationContext context, string incident)
    {
        try
        {
            return await context.CallActivityAsync<IncidentTurn>(IncidentActivities.Advance, incident);
        }
        catch (TaskFailedException)
        {
            return new IncidentTurn([], context.CurrentUtcDateTime + AfterFailure, Ended: false);
        }
    }

    static async Task<IncidentTurn?> DeliverAsync(TaskOrchestrationContext context, string activity, DeliveryBatch batch)
    {
        try
        {
            return await context.CallActivityAsync<IncidentTurn>(activity, batch);
        }
        catch (TaskFailedException)
        {
            // It could not be recorded, so the effects are still due; not at once, since whatever failed may fail again.
            await context.CreateTimer(context.CurrentUtcDateTime + AfterFailure, CancellationToken.None);
            return null;
        }
    }
}
