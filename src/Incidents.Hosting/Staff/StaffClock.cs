using Incidents.Desk;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Staff;

/// <summary>Looks after what people must know and no incident tells: that somebody is about to go on call, that something came in and was not understood, and that planned work waits for a manager.</summary>
public sealed partial class StaffClock(TurnDesk turns, QuarantineWatch quarantine, ApprovalWatch approvals, ILogger<StaffClock> logger)
{
    /// <summary>One round. Failures are logged, not thrown: the next round tries again.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        await TryAsync("Whoever goes on call next", TurnsAsync, ct);
        await TryAsync("The quarantine", quarantine.RoundAsync, ct);
        await TryAsync("Planned work that waits for a manager", approvals.RoundAsync, ct);
    }

    async Task TurnsAsync(CancellationToken ct)
    {
        if (await turns.RoundAsync(ct) is { Tested.Wakes: false, Turn: var turn })
        {
            LogNothingWakes(logger, turn.Person, turn.From);
        }
    }

    async Task TryAsync(string what, Func<CancellationToken, Task> round, CancellationToken ct)
    {
        try
        {
            await round(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, what, exception);
        }
    }

    [LoggerMessage(4541, LogLevel.Warning, "Nothing would wake {Person}, who goes on call at {From:u}.")]
    static partial void LogNothingWakes(ILogger logger, string person, DateTimeOffset from);

    [LoggerMessage(4542, LogLevel.Error, "{What} could not be looked after; the next round tries again.")]
    static partial void LogFailed(ILogger logger, string what, Exception exception);
}
