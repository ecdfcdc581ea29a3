using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>
/// What is stored and not served yet: in memory up to a size, beyond that in the log alone, so that a storm costs disk and not memory. Served in batches, one at a
/// time: alerts of one outage go into their incident together.
/// </summary>
public sealed partial class Inbox(AlertIntake intake, IIncidentLog log, ILogger<Inbox> logger) : IDisposable
{
    // Bodies may have a mebibyte each.
    const int MaxBatch = 100;

    const long MaxBytes = 8 * 1024 * 1024;

    readonly Lock gate = new();
    readonly SemaphoreSlim turn = new(1);
    readonly Queue<RawInput> waiting = new();
    long bytes;
    bool serving;
    bool behind;
    bool stopped;

    /// <summary>Takes an input that is stored. True when nobody is serving: then the caller has to see that <see cref="ServeAsync"/> runs.</summary>
    public bool Add(RawInput input)
    {
        lock (gate)
        {
            // While some are in the log alone, the later ones are left there too: first come, first served.
            if (stopped)
            {
                return false;
            }

            if (behind || bytes + input.Body.Length > MaxBytes)
            {
                behind = true;
            }
            else
            {
                bytes += input.Body.Length;
                waiting.Enqueue(input);
            }

            return !serving && (serving = true);
        }
    }

    /// <summary>Serves until nothing is left. What fails is left in the log, to the sweep, and holds up nothing that waits behind it.</summary>
    public async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                if (await NextAsync() is not { Count: > 0 } batch)
                {
                    return;
                }

                await InTurnAsync(() => intake.ServeAsync(batch, CancellationToken.None));
            }
            catch (Exception e)
            {
                LogLeft(logger, e);
                lock (gate)
                {
                    // Read again at once, the log would give the same that failed.
                    behind = false;
                }
            }
        }
    }

    /// <summary>Ends serving after the batch under way: what waits is in the log, and the next start sweeps it.</summary>
    public void Stop()
    {
        lock (gate)
        {
            (stopped, behind) = (true, false);
            waiting.Clear();
        }
    }

    /// <summary>Serves what a crash or a failure left behind, one by one, so that one that fails does not hold up the others.</summary>
    public Task SweepAsync(CancellationToken ct) => InTurnAsync(() => intake.SweepAsync(ct));

    /// <summary>Serves one input at once, in its turn; its failure is the caller's.</summary>
    public Task ServeNowAsync(RawInput input) => InTurnAsync(() => intake.ServeAsync([input], CancellationToken.None));

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    async Task<IReadOnlyList<RawInput>> NextAsync()
    {
        lock (gate)
        {
            if (waiting.Count > 0)
            {
                return Take();
            }

            if (!behind)
            {
                serving = false;
                return [];
            }

            // From here on the later ones are kept in memory again; one that is read from the log as well is served twice, which adds nothing.
            behind = false;
        }

        var left = await log.WaitingInputsAsync(MaxBatch, CancellationToken.None);
        lock (gate)
        {
            behind |= left.Count == MaxBatch && !stopped;
        }

        return left.Count > 0 ? left : await NextAsync();
    }

    List<RawInput> Take()
    {
        var batch = new List<RawInput>();
        while (batch.Count < MaxBatch && waiting.TryDequeue(out var input))
        {
            bytes -= input.Body.Length;
            batch.Add(input);
        }

        return batch;
    }

    async Task InTurnAsync(Func<Task> serve)
    {
        await turn.WaitAsync();
        try
        {
            await serve();
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(1210, LogLevel.Warning, "Inputs are stored and could not be served; the sweep tries again.")]
    static partial void LogLeft(ILogger logger, Exception e);
}
