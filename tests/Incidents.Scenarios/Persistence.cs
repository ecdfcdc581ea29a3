using System.Globalization;

namespace Incidents.Scenarios;

/// <summary>How people and monitoring keep at it: what is not answered is sent again, since hosts die under these tests.</summary>
static class Persistence
{
    /// <summary>How long anybody waits for anything. After a crash a host may stand still for a minute.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Longer where what the suite itself asks of a host is not to be counted (bench/azure-storage).
    static readonly TimeSpan Pause = int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_SCENARIO_PAUSE"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
        ? TimeSpan.FromMilliseconds(milliseconds)
        : TimeSpan.FromMilliseconds(100);

    /// <summary>Tries until there is a result.</summary>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async Task<T> UntilAsync<T>(Func<CancellationToken, Task<T?>> attempt, string what, TimeSpan? patience = null)
        where T : class
    {
        var problem = (Exception?)null;
        using var limit = new CancellationTokenSource(patience ?? Patience);
        using var pause = new PeriodicTimer(Pause);
        try
        {
            do
            {
                try
                {
                    if (await attempt(limit.Token) is { } result)
                    {
                        return result;
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException && !limit.IsCancellationRequested)
                {
                    problem = exception;
                }
            }
            while (await pause.WaitForNextTickAsync(limit.Token));
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"Not within {patience ?? Patience}: {what}. {problem?.Message}", problem ?? exception);
        }

        throw new InvalidOperationException("The timer ended by itself.");
    }
}
