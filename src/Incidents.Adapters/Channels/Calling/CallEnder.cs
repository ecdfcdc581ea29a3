using Incidents.Desk;
using Microsoft.Extensions.Logging;

namespace Incidents.Adapters.Channels.Calling;

/// <summary>Ends the calls that nobody needs to hear any more: the question is answered or void, or it is over. A call ends at its provider, which would ring on otherwise.</summary>
/// <param name="calls">Those that ring.</param>
/// <param name="desk">Knows what is still asked.</param>
/// <param name="ways">A person's ways in their order.</param>
/// <param name="time">A call that cannot be ended for a day has long ended by itself.</param>
/// <param name="logger">Says what cannot be ended.</param>
public sealed partial class CallEnder(OpenCalls calls, IncidentDesk desk, Func<string, IReadOnlyList<Way>> ways, TimeProvider time, ILogger<CallEnder> logger)
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>One look. What cannot be ended now is tried again in the next.</summary>
    public async Task RoundAsync(CancellationToken ct)
    {
        var all = await calls.ReadAsync(ct);
        var wanted = new List<OpenedCall>();
        foreach (var (call, _) in all)
        {
            if (await IsWantedAsync(call, ct))
            {
                wanted.Add(call);
            }
        }

        foreach (var (call, version) in all.Where(c => !wanted.Contains(c.Call)))
        {
            // Others may ring by the same alert: it ends with the last of them.
            var end = wanted.Exists(other => other.Incident == call.Incident && other.Way == call.Way && SharesAlert(call)) ? null : WayOf(call)?.End;
            if (end is null || await IsEndedAsync(end, call, ct) || time.GetUtcNow() - call.At > Longest)
            {
                await calls.ForgetAsync(call, version, ct);
            }
        }
    }

    Way? WayOf(OpenedCall call) => ways(call.Person) is var all && call.Turn < all.Count && all[call.Turn].Name == call.Way ? all[call.Turn] : null;

    bool SharesAlert(OpenedCall call) => WayOf(call)?.EndsForAll == true;

    async Task<bool> IsWantedAsync(OpenedCall call, CancellationToken ct) => await desk.LookAsync(call.Incident, ct) is { IsOver: false } incident
        && (call.RequestId is { } asked ? incident.Request(asked) is { Open: true } : incident.ResolvedAt is null);

    async Task<bool> IsEndedAsync(Func<OpenedCall, CancellationToken, Task<Attempt>> end, OpenedCall call, CancellationToken ct)
    {
        try
        {
            if (await end(call, ct) is var ended and (Attempt.Deferred or Attempt.Unknown))
            {
                LogNotEnded(logger, call.Way, call.EffectId, ended.GetType().Name);
                return false;
            }

            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogNotEnded(logger, call.Way, call.EffectId, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(4701, LogLevel.Information, "The {Way} call of {Effect} could not be ended now ({Why}); it is tried again.")]
    static partial void LogNotEnded(ILogger logger, string way, string effect, string why);
}
