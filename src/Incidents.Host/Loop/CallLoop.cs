using System.Threading.Channels;
using Incidents.Adapters.Channels.Calling;

namespace Incidents.Host.Loop;

/// <summary>Ends calls at their providers: as soon as an incident has news, and every twenty seconds what could not be ended then.</summary>
sealed partial class CallLoop(CallEnder calls, Bell bell, ILogger<CallLoop> logger) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // However much happens meanwhile, one more look is enough.
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        bell.Follow(_ => news.Writer.TryWrite(true));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await calls.RoundAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(logger, exception);
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            over.CancelAfter(Round);
            try
            {
                await news.Reader.ReadAsync(over.Token);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing new; what could not be ended is tried again.
            }
        }
    }

    [LoggerMessage(3017, LogLevel.Error, "The calls that ring could not be looked at; the next look is in twenty seconds.")]
    static partial void RoundFailed(ILogger logger, Exception exception);
}
