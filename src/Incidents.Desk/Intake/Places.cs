using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Desk;

/// <summary>The keys under which the intake remembers alerts in the log, and the times that stand at some of them.</summary>
static class Places
{
    /// <summary>The incident that a service's alerts join.</summary>
    public static string Service(string service) => $"service/{service}";

    /// <summary>Remembers the incidents in which alerts fire; the last one counts.</summary>
    public static async Task KeepAsync(IIncidentLog log, IEnumerable<(string Place, string Incident)> alerts, CancellationToken ct)
    {
        var wanted = alerts.Select(a => new Correlation(a.Place, a.Incident)).ToList();
        var stand = await log.CorrelateAllAsync(wanted, ct);
        await log.CorrelateAllAsync([.. wanted.Select((place, n) => place with { Replaces = stand[n] }).Where(place => place.Replaces != place.Candidate)], ct);
    }

    /// <summary>A name of any length as 32 hexadecimal digits.</summary>
    public static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    /// <summary>A time as it stands in the log.</summary>
    public static string Write(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The time at a key; null when nothing stands there.</summary>
    public static DateTimeOffset? Time(IReadOnlyDictionary<string, string> found, string key) => found.TryGetValue(key, out var time) ? Read(time) : null;

    /// <summary>A time of the log.</summary>
    public static DateTimeOffset Read(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
