using Incidents.Desk;

namespace Incidents.Web.Alerts;

/// <summary>Takes an input: durable when it returns, served after the answer.</summary>
sealed class DurableIntake(AlertIntake intake, Inbox inbox, IAfterAnswer after)
{
    /// <summary>Stores it and sees that it is served.</summary>
    /// <exception cref="LogUnavailableException">It is not stored; the sender has to try again.</exception>
    public async Task TakeAsync(RawInput input, CancellationToken ct)
    {
        await intake.AcceptAsync(input, ct);
        if (inbox.Add(input))
        {
            after.Run(inbox.ServeAsync);
        }
    }
}
