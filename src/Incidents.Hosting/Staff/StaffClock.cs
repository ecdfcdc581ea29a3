using Incidents.Desk;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Staff;

/// <summary>Looks after what people must know and no incident tells: that somebody is about to go on call, that something came in and was not understood, and that planned work waits for a manager.</summary>
public sealed partial class StaffClock(TurnDesk desk, QuarantineWatch quarantine, ApprovalWatch approvals, ILogger<StaffClock> logger)
{
    /// <summary>One round. Failures are logged, not thrown: the next round tries again.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            if (await desk.RoundAsync(ct) is { Tested.Wakes: false, Turn: var turn })
            {
                LogNothingWakes(logger, turn.Person, turn.From);
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }

        try
        {
            await quarantine.RoundAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogQuarantineFailed(logger, exception);
        }

        try
        {
            await approvals.RoundAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogApprovalsFailed(logger, exception);
        }
    }

    [LoggerMessage(4541, LogLevel.Warning, "Nothing would wake {Person}, who goes on call at {From:u}.")]
    static partial void LogNothingWakes(ILogger logger, string person, DateTimeOffset from);

    [LoggerMessage(4544, LogLevel.Error, "Managers could not be told of planned work that waits for them; the next round tries again.")]
    static partial void LogApprovalsFailed(ILogger logger, Exception exception);

    [LoggerMessage(4543, LogLevel.Error, "The quarantine could not be looked at; the next round tries again.")]
    static partial void LogQuarantineFailed(ILogger logger, Exception exception);

    [LoggerMessage(4542, LogLevel.Error, "Whoever goes on call next could not be tested; the next round tries again.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
