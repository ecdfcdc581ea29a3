using System.ComponentModel.DataAnnotations;

namespace Incidents.Desk;

/// <summary>How effects are delivered.</summary>
public sealed record DeliveryOptions
{
    /// <summary>How long an attempt may be under way before its outcome counts as unknown. Default 60 s; 1 s to 10 min; longer than <see cref="AttemptTimeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one attempt may take. Default 30 s; 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait after the first failed attempt; doubled after each further one, with a jitter of a quarter. Default 2 s; 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between attempts, whatever a provider asks for. Default 10 min; 100 ms to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// No attempt is made later than this after the first one; then a person is asked. Default 24 h: longer than a provider's bad day, shorter than what anybody
    /// still wants to be told. 1 s to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>After so many attempts a person is asked. Default 200, which with the other defaults is more than fit into <see cref="GiveUpAfter"/>; 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; init; } = 200;

    /// <summary>How long to wait after a failed attempt.</summary>
    /// <param name="attempts">How many there were, from 1.</param>
    /// <param name="retryAfter">What the provider asked for.</param>
    /// <param name="jitter">0 to 1; a quarter of it is added.</param>
    public TimeSpan Wait(int attempts, TimeSpan? retryAfter, double jitter)
    {
        var doubled = TimeSpan.FromTicks((long)Math.Min(FirstRetry.Ticks * Math.Pow(2, attempts - 1), LongestRetry.Ticks));
        var asked = retryAfter > doubled ? retryAfter.Value : doubled;
        return (asked < LongestRetry ? asked : LongestRetry) * (1 + (jitter / 4));
    }
}
