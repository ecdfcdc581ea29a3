using Incidents.Functions.Durable;

namespace Incidents.Functions.Tests.Durable;

/// <summary>What the activities of one incident's orchestration answer, and what happened.</summary>
/// <param name="turn">A turn's answer, by its number from 1.</param>
/// <param name="deliver">A delivery's answer, by its activity; null: none is expected.</param>
sealed class Play(Func<int, IncidentTurn> turn, Func<string, DeliveryBatch, Task<IncidentTurn>>? deliver)
{
    /// <summary>Nothing is waited for as long as this when all is well.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lock gate = new();
    readonly List<DateTime> turns = [];
    readonly List<string> deliveries = [];
    TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static IncidentTurn Waiting => new([], null, Ended: false);

    public static IncidentTurn Ended => new([], null, Ended: true);

    /// <summary>When each turn began.</summary>
    public IReadOnlyList<DateTime> Turns => Read(() => turns.ToArray());

    /// <summary>Each delivery that began, as "Activity effect effect".</summary>
    public IReadOnlyList<string> Deliveries => Read(() => deliveries.ToArray());

    /// <summary>How often the orchestration began, the first time included.</summary>
    public int Beginnings { get; private set; }

    public static IncidentTurn Due(params (string Activity, string[] Effects)[] due) => new([.. due.Select(kind => new DueEffects(kind.Activity, kind.Effects))], null, Ended: false);

    public void Begin() => Tell(() => Beginnings++);

    public IncidentTurn Turn()
    {
        var number = Tell(() =>
        {
            turns.Add(DateTime.UtcNow);
            return turns.Count;
        });
        try
        {
            return turn(number);
        }
        finally
        {
            // What the answer looked at may be waited for too.
            Tell(() => { });
        }
    }

    public Task<IncidentTurn> DeliverAsync(string activity, DeliveryBatch batch)
    {
        Tell(() => deliveries.Add($"{activity} {string.Join(' ', batch.Effects)}"));
        return deliver!(activity, batch);
    }

    /// <summary>Completes when something is so; looks whenever something happens.</summary>
    public async Task UntilAsync(Func<bool> so)
    {
        while (true)
        {
            var next = Read(() => news.Task);
            if (so())
            {
                return;
            }

            await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    void Tell(Action happened) => Tell(() =>
    {
        happened();
        return 0;
    });

    T Tell<T>(Func<T> happened)
    {
        using (gate.EnterScope())
        {
            var answer = happened();
            news.SetResult();
            news = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return answer;
        }
    }

    T Read<T>(Func<T> look)
    {
        using (gate.EnterScope())
        {
            return look();
        }
    }
}
