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
    const string Asking = "ask";
    const string Sending = "send";

    readonly Provider provider;
    readonly TimeProvider time;
    readonly TokenBucketRateLimiter? limiter;
    readonly ResiliencePipeline<Attempt> pipeline;
    readonly Lock keeping = new();
    DateTimeOffset leftAloneUntil;
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
            ShouldHandle = arguments => ValueTask.FromResult(IsFailure(arguments.Outcome, arguments.Context.OperationKey)),
        });
        if (provider.Rate is { } rate)
        {
            limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions { TokenLimit = rate.Burst, ReplenishmentPeriod = rate.Every, TokensPerPeriod = rate.Refill, QueueLimit = 0 });
            builder.AddRateLimiter(limiter);
        }

        pipeline = builder.AddTimeout(provider.Timeout).Build();
    }

    /// <summary>Makes one attempt, or says at once why not.</summary>
    /// <returns>What the attempt came to; Deferred when it was not let through; Unknown when the time-out cut it off.</returns>
    public Task<Attempt> AttemptAsync(Func<CancellationToken, Task<Attempt>> attempt, CancellationToken ct) => PassAsync(attempt, Sending, ct);

    /// <summary>Asks what became of an attempt.</summary>
    /// <returns>What the provider says; Unknown when it cannot be asked now.</returns>
    public Task<Attempt> ReconcileAsync(Func<CancellationToken, Task<Attempt>> ask, CancellationToken ct) => PassAsync(ask, Asking, ct);

    /// <inheritdoc/>
    public void Dispose() => limiter?.Dispose();

    async Task<Attempt> PassAsync(Func<CancellationToken, Task<Attempt>> attempt, string key, CancellationToken ct)
    {
        if (LeftAloneFor() is { } wait)
            return NotLetThrough($"{provider.Name} asked to be left alone for {Words.Duration(wait)}.", wait, key);

        var context = ResilienceContextPool.Shared.Get(key, ct);
        try
        {
            return Kept(await pipeline.ExecuteAsync(async c => await attempt(c.CancellationToken), context), key);
        }
        catch (BrokenCircuitException broken)
        {
            return NotLetThrough($"{provider.Name} did nothing but fail and is left alone for {Words.Duration(provider.Break)}. Last: {lastFailure}", broken.RetryAfter, key);
        }
        catch (RateLimiterRejectedException limited)
        {
            return NotLetThrough($"{provider.Name} takes no more at once.", limited.RetryAfter, key);
        }
        catch (TimeoutRejectedException) when (!ct.IsCancellationRequested)
        {
            return Kept(new Attempt.Unknown($"{provider.Name} did not answer within {Words.Duration(provider.Timeout)}."), key);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // A provider that refuses has answered. "It never arrived" is a good answer to a question.
    static bool IsFailure(Outcome<Attempt> outcome, string? key) => outcome switch
    {
        { Exception: TimeoutRejectedException } => true,
        { Exception: RateLimiterRejectedException or OperationCanceledException } => false,
        { Exception: not null } or { Result: Attempt.Unknown } => true,
        { Result: Attempt.Deferred } => key == Sending,
        _ => false,
    };

    static Attempt NotLetThrough(string why, TimeSpan? retryAfter, string key) => key == Asking ? new Attempt.Unknown(why, retryAfter) : new Attempt.Deferred(why, retryAfter);

    TimeSpan? LeftAloneFor()
    {
        lock (keeping)
            return leftAloneUntil - time.GetUtcNow() is { } wait && wait > TimeSpan.Zero ? wait : null;
    }

    Attempt Kept(Attempt answer, string key)
    {
        var (why, wait) = answer switch
        {
            Attempt.Deferred later when key == Sending => (later.Reason, later.RetryAfter),
            Attempt.Unknown unclear => (unclear.Reason, unclear.RetryAfter),
            _ => (null, null),
        };
        lock (keeping)
        {
            lastFailure = why ?? lastFailure;
            if (wait > TimeSpan.Zero)
                leftAloneUntil = time.GetUtcNow() + (wait.Value < Provider.LongestWait ? wait.Value : Provider.LongestWait);
        }

        return answer;
    }
}
