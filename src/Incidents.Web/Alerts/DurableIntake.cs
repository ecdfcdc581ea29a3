using Incidents.Desk;
using Microsoft.Extensions.Logging;

namespace Incidents.Web.Alerts;

/// <summary>Takes an input: durable when it returns, served after the answer.</summary>
sealed partial class DurableIntake(AlertIntake intake, IAfterAnswer after, ILogger<DurableIntake> logger)
{
    /// <summary>Stores it and begins to serve it.</summary>
    /// <exception cref="LogUnavailableException">It is not stored; the sender has to try again.</exception>
    public async Task TakeAsync(RawInput input, CancellationToken ct)
    {
        await intake.AcceptAsync(input, ct);
        after.Run(() => ServeAsync(input));
    }

    async Task ServeAsync(RawInput input)
    {
        try
        {
            await intake.ServeAsync(input, CancellationToken.None);
        }
        catch (Exception e)
        {
            // It is on disk; the sweep serves what was left.
            LogLeft(logger, input.Id, e);
        }
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Warning, Message = "Input {InputId} is stored and not served yet; the sweep tries again.")]
    static partial void LogLeft(ILogger logger, string inputId, Exception e);
}
