using Incidents.Desk;
using Microsoft.Extensions.Logging;

namespace Incidents.Hosting.Site;

/// <summary>
/// Starts and ends planned work at its time, marks what takes longer than scheduled, and shows it on the page. All of it follows from the records and the time, so a host that was
/// down does at its next round what it missed, and says to the public that it is late.
/// </summary>
public sealed partial class MaintenanceClock(PlannedWorkDesk desk, IPublicPage page, ILogger<MaintenanceClock> logger)
{
    /// <summary>Between two rounds.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <summary>One round. Failures are logged, not thrown: the next round tries again.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            var changed = await desk.RoundAsync(ct);
            foreach (var late in changed.Where(w => w.IsOn && w.OverrunAt is not null))
            {
                LogOverrun(logger, late.Id, late.End);
            }

            if (changed.Count > 0)
            {
                await page.ShowAsync(ct);
            }
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(4531, LogLevel.Warning, "Maintenance {Id} takes longer than the public was told; it was to end at {End:u}. Extend or complete it.")]
    static partial void LogOverrun(ILogger logger, string id, DateTimeOffset end);

    [LoggerMessage(4532, LogLevel.Error, "Planned maintenance could not be looked at; the next round tries again.")]
    static partial void LogFailed(ILogger logger, Exception exception);
}
