using System.Collections.Frozen;
using System.Globalization;
using System.Threading.RateLimiting;
using Incidents.Desk;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Alerts;

/// <summary>How much each source may send in a minute, and what it is told when it sends more: the status on which its sender tries again.</summary>
sealed class SourceLimits(WebOptions options, IntakeOptions intake) : IDisposable
{
    readonly FrozenDictionary<string, FixedWindowRateLimiter> limiters = options.LimitsPerMinute.Where(limit => limit.Value > 0).ToFrozenDictionary(limit => limit.Key,
        limit => new FixedWindowRateLimiter(new FixedWindowRateLimiterOptions { PermitLimit = limit.Value, Window = TimeSpan.FromMinutes(1) }), StringComparer.Ordinal);

    /// <summary>0 when the source may send this; else the status to answer with, and <c>Retry-After</c> is set. Ask only once the sender has proved itself.</summary>
    public int Problem(HttpContext http, string source)
    {
        if (!limiters.TryGetValue(source, out var limiter))
        {
            return 0;
        }

        using var lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return 0;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return intake.Senders.TryGetValue(source, out var sender) ? sender.TooMany : StatusCodes.Status503ServiceUnavailable;
    }

    /// <summary>The same as an answer in words; null when the source may send this.</summary>
    public IResult? Refusal(HttpContext http, string source) => Problem(http, source) is > 0 and var status
        ? Results.Problem("This source sent more than it may in a minute (limitPerMinute); send the same again.", statusCode: status) : null;

    public void Dispose()
    {
        foreach (var limiter in limiters.Values)
        {
            limiter.Dispose();
        }
    }
}
