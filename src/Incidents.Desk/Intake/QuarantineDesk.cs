using Microsoft.Extensions.Logging;

namespace Incidents.Desk;

/// <summary>What became of an input that was tried again.</summary>
public enum RetryOutcome
{
    /// <summary>It is not in quarantine: somebody was quicker.</summary>
    NotThere,

    /// <summary>It was understood, and its alerts are with their incidents.</summary>
    Taken,

    /// <summary>It cannot be mapped still.</summary>
    Quarantined,

    /// <summary>It could not be served now; the sweep tries it again.</summary>
    Waiting,
}

/// <summary>An input that was tried again.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it is in quarantine still; null otherwise.</param>
public sealed record Retried(RetryOutcome Outcome, string? Reason = null);

/// <summary>What people do with the inputs that could not be mapped: try again once the sender or this program was corrected, or discard with a reason. Nothing is deleted.</summary>
public sealed partial class QuarantineDesk(IIncidentLog log, Inbox inbox, TimeProvider time, ILogger<QuarantineDesk> logger)
{
    /// <summary>Puts an input back to those that wait and serves it at once. Serving what was served in part adds nothing twice.</summary>
    public async Task<Retried> RetryAsync(string inputId, CancellationToken ct)
    {
        if (await log.QuarantinedAsync(inputId, ct) is not { } quarantined || !await log.RequeueInputAsync(inputId, ct))
        {
            return new Retried(RetryOutcome.NotThere);
        }

        try
        {
            await inbox.ServeNowAsync(quarantined.Input);
        }
        catch (Exception e) when (e is not LogUnavailableException)
        {
            // It waits, so the sweep serves it, and counts when it fails again and again.
            LogWaits(logger, e, inputId);
            return new Retried(RetryOutcome.Waiting);
        }

        return await log.QuarantinedAsync(inputId, ct) is { } still ? new Retried(RetryOutcome.Quarantined, still.Reason) : new Retried(RetryOutcome.Taken);
    }

    /// <summary>Takes an input out of quarantine for good; it is kept with who did it and why. False when it is not there.</summary>
    public Task<bool> DiscardAsync(string inputId, string by, string reason, CancellationToken ct) => log.DiscardInputAsync(inputId, new Discarded(time.GetUtcNow(), by, reason), ct);

    [LoggerMessage(1220, LogLevel.Warning, "Input {InputId} was tried again and could not be served; it waits for the sweep.")]
    static partial void LogWaits(ILogger logger, Exception e, string inputId);
}
