using System.Threading.RateLimiting;
using Incidents.Desk;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Incidents.Adapters.Channels.Providers;

/// <summary>
/// What stands before a provider: the time until which it asked to be left alone, its circuit breaker, its rate and its time-out. It never tries again, which is the desk's, on the
/// record. Whoever is not let through is told at once. All channels of one account share one gate.
/// </summary>
public sealed class ProviderGate : IDisposable
{
    readonly Provider provider;
    readonly TimeProvider time;
    readonly TokenBucketRateLimiter? limiter;
    readonly ResiliencePipeline<Attempt> sending;
    readonly ResiliencePipeline<Attempt> asking;
    readonly Lock keeping = new();
    DateTimeOffset leftAloneUntil;
    DateTimeOffset brokenUntil;
    string lastFailure = "";

    /// <summary>Builds it from the provider's row of the table.</summary>
    /// <param name="provider">The row.</param>
    /// <param name="time">Keeps time-outs and breaks; the rate is kept by the machine's clock.</param>
    public ProviderGate(Provider provider, TimeProvider time)
    {
        (this.provider, this.time) = (provider, time);
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
        {
            FailureRatio = 1,
            MinimumThroughput = provider.BreakAfter,
            SamplingDuration = Provider.Window,
            BreakDuration = provider.Break,
            ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome)),
            OnOpened = arguments =>
            {
                LeaveAlone(ref brokenUntil, arguments.BreakDuration);
                return ValueTask.CompletedTask;
            },
        });
        if (provider.Rate is { } rate)
        {
            limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions { TokenLimit = rate.Burst, ReplenishmentPeriod = rate.Every, TokensPerPeriod = rate.Refill, QueueLimit = 0 });
            builder.AddRateLimiter(limiter);
        }

        sending = builder.AddTimeout(provider.Timeout).Build();
        asking = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }.AddTimeout(provider.Timeout).Build();
    }

    /// <summary>Makes one attempt, or says at once why not.</summary>
    /// <returns>What the attempt came to; Deferred when it was not let through; Unknown when the time-out cut it off.</returns>
    public async Task<Attempt> AttemptAsync(Func<CancellationToken, Task<Attempt>> attempt, CancellationToken ct)
    {
        if (Left(leftAloneUntil) is { } wait)
            return new Attempt.Deferred(AskedToBeLeft(wait), wait);

        try
        {
            return Kept(await sending.ExecuteAsync(async c => await attempt(c), ct));
        }
        catch (BrokenCircuitException broken)
        {
            return new Attempt.Deferred(OnlyFails, broken.RetryAfter);
        }
        catch (RateLimiterRejectedException limited)
        {
            return new Attempt.Deferred($"{provider.Name} takes no more at once.", limited.RetryAfter);
        }
        catch (TimeoutRejectedException) when (!ct.IsCancellationRequested)
        {
            return Kept(Late);
        }
    }

    /// <summary>
    /// Asks what became of an attempt. An answer does not close the circuit: some channels know theirs without asking anybody.
    /// </summary>
    /// <returns>What the provider says; Unknown when it cannot be asked now.</returns>
    public async Task<Attempt> ReconcileAsync(Func<CancellationToken, Task<Attempt>> ask, CancellationToken ct)
    {
        if (Left(leftAloneUntil) is { } wait)
            return new Attempt.Unknown(AskedToBeLeft(wait), wait);
        if (Left(brokenUntil) is { } rest)
            return new Attempt.Unknown(OnlyFails, rest);

        try
        {
            return await asking.ExecuteAsync(async c => await ask(c), ct) is var answer && answer is Attempt.Unknown ? Kept(answer) : answer;
        }
        catch (TimeoutRejectedException) when (!ct.IsCancellationRequested)
        {
            return Kept(Late);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => limiter?.Dispose();

    string OnlyFails => $"{provider.Name} did nothing but fail and is left alone for {Words.Duration(provider.Break)}. Last: {lastFailure}";

    Attempt Late => new Attempt.Unknown($"{provider.Name} did not answer within {Words.Duration(provider.Timeout)}.");

    string AskedToBeLeft(TimeSpan wait) => $"{provider.Name} asked to be left alone for {Words.Duration(wait)}.";

    // A provider that refuses has answered.
    static bool IsFailure(Outcome<Attempt> outcome) => outcome switch
    {
        { Exception: TimeoutRejectedException } => true,
        { Exception: RateLimiterRejectedException or OperationCanceledException } => false,
        { Exception: not null } or { Result: Attempt.Unknown or Attempt.Deferred } => true,
        _ => false,
    };

    TimeSpan? Left(in DateTimeOffset until)
    {
        lock (keeping)
            return until - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : null;
    }

    void LeaveAlone(ref DateTimeOffset until, TimeSpan wait)
    {
        lock (keeping)
            until = time.GetUtcNow() + (wait < Provider.LongestWait ? wait : Provider.LongestWait);
    }

    Attempt Kept(Attempt answer)
    {
        var (why, wait) = answer switch
        {
            Attempt.Deferred later => (later.Reason, later.RetryAfter),
            Attempt.Unknown unclear => (unclear.Reason, unclear.RetryAfter),
            _ => (null, null),
        };
        lock (keeping)
            lastFailure = why ?? lastFailure;
        if (wait is { } asked && asked > TimeSpan.Zero)
            LeaveAlone(ref leftAloneUntil, asked);
        return answer;
    }
}
