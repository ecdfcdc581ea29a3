using Microsoft.Extensions.Logging;

namespace Incidents.Adapters.Channels;

/// <summary>Fetches an outside address every minute while this process lives, so that somebody outside notices when it does not: who watches the watcher.</summary>
/// <param name="http">Any client.</param>
/// <param name="address">What to fetch. It often holds a token, so it is never logged.</param>
/// <param name="time">Keeps the minutes.</param>
/// <param name="logger">Told of failures; they change nothing else.</param>
public sealed partial class Heartbeat(HttpClient http, Uri address, TimeProvider time, ILogger<Heartbeat> logger)
{
    /// <summary>Between two fetches.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Fetches at once and then every minute, until cancelled; then it returns.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
                await BeatAsync(ct);
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Fetches once; a failure is logged and changes nothing else.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task BeatAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                Log.Answered(logger, (int)response.StatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Log.Failed(logger, exception.GetType().Name);
        }
    }

    static partial class Log
    {
        [LoggerMessage(4100, LogLevel.Warning, "The heartbeat address answered {Status}.")]
        public static partial void Answered(ILogger logger, int status);

        [LoggerMessage(4101, LogLevel.Warning, "The heartbeat address could not be fetched: {Kind}.")]
        public static partial void Failed(ILogger logger, string kind);
    }
}
