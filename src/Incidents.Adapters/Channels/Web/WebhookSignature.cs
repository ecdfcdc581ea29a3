using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Adapters.Channels.Web;

/// <summary>Signs what is posted to a webhook (standardwebhooks.com, version 1.0.0): HMAC-SHA256 over <c>id.timestamp.body</c>, in three headers.</summary>
public static class WebhookSignature
{
    const string Prefix = "whsec_";
    const int LeastBytes = 24;
    const int MostBytes = 64;

    /// <summary>True for <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    public static bool IsSecret(string secret) => KeyOf(secret) is { Length: >= LeastBytes and <= MostBytes };

    /// <summary>Adds the headers.</summary>
    /// <param name="request">What is posted.</param>
    /// <param name="id">The same for every attempt: receivers know a repetition by it.</param>
    /// <param name="at">The time of the attempt.</param>
    /// <param name="body">The very bytes that are posted.</param>
    /// <param name="secret">The endpoint's secret.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Sign(HttpRequestMessage request, string id, DateTimeOffset at, ReadOnlySpan<byte> body, string secret) => Sign(request, id, at, body, [secret]);

    /// <summary>The same with every secret that is alive, so that one can be replaced without a message lost: a receiver takes whichever fits.</summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public static void Sign(HttpRequestMessage request, string id, DateTimeOffset at, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', secrets.Select(secret => $"v1,{Mac(secret, signed)}")));
    }

    static string Mac(string secret, byte[] signed) =>
        Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret) ?? throw new ArgumentException("The secret does not begin with whsec_ and base64.", nameof(secret)), signed));

    static byte[]? KeyOf(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) ? bytes[..length] : null;
    }
}
