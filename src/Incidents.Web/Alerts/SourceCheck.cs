using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Alerts;

/// <summary>Checks that a sender is who it says it is.</summary>
sealed class SourceCheck(EntraCheck entra)
{
    // The tolerance that standardwebhooks.com names, so that a recorded delivery cannot be played again later.
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>0 when authentic, else 401 or 403; 503, with <c>Retry-After</c>, when that cannot be found out now.</summary>
    public ValueTask<int> ProblemAsync(SourceAuth auth, HttpContext http, byte[] body, DateTimeOffset now, string? pathKey = null) =>
        auth is SourceAuth.Entra token ? entra.ProblemAsync(token, http, now) : ValueTask.FromResult(Problem(auth, http, body, now, pathKey));

    static int Problem(SourceAuth auth, HttpContext http, byte[] body, DateTimeOffset now, string? pathKey) => auth switch
    {
        SourceAuth.Bearer b => b.Good.Match(Token(http)) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.Basic b => Basic(http) is [var user, var password] && b.Users.Match(user) & b.Good.Match(password) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.Key k => k.Good.Match(http.Request.Headers["X-Api-Key"].ToString()) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.PathKey p => p.Good.Match(pathKey) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.BodyHmac h => IsSigned(h, http, body, now) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.StandardWebhooks s => IsSigned(s, http, body, now) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.LoopbackOnly => http.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(http.Connection.RemoteIpAddress) ? 0 : StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status401Unauthorized,
    };

    // Opsgenie's clients name the scheme of their bearer token themselves. Nothing shown is as good as an empty token, which no source has.
    static ReadOnlySpan<char> Token(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString().AsSpan();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim()
            : header.StartsWith("GenieKey ", StringComparison.OrdinalIgnoreCase) ? header["GenieKey ".Length..].Trim() : [];
    }

    static bool IsSigned(SourceAuth.BodyHmac auth, HttpContext http, byte[] body, DateTimeOffset now)
    {
        var content = body;
        if (auth.TimestampHeader is { } header)
        {
            var timestamp = http.Request.Headers[header].ToString();
            if (!IsNow(timestamp, now))
            {
                return false;
            }

            content = [.. Encoding.UTF8.GetBytes($"{timestamp}:"), .. body];
        }

        var (shown, signed) = (http.Request.Headers[auth.Header].ToString(), false);
        foreach (var secret in auth.Secrets)
        {
            var mac = HMACSHA256.HashData(secret, content);
            signed |= Visitors.Same(Convert.ToHexStringLower(mac), shown.ToLowerInvariant()) | Visitors.Same(Convert.ToBase64String(mac), shown);
        }

        return signed;
    }

    static bool IsNow(string timestamp, DateTimeOffset now) => long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((double)now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds;

    static string[]? Basic(HttpContext http)
    {
        const string Scheme = "Basic ";
        var header = http.Request.Headers.Authorization.ToString();
        var decoded = new byte[header.Length];
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(header[Scheme.Length..].Trim(), decoded, out var length)
            ? Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2) : null;
    }

    static bool IsSigned(SourceAuth.StandardWebhooks auth, HttpContext http, byte[] body, DateTimeOffset now)
    {
        var id = http.Request.Headers["webhook-id"].ToString();
        var timestamp = http.Request.Headers["webhook-timestamp"].ToString();
        if (id.Length is 0 or > 200 || !IsNow(timestamp, now))
        {
            return false;
        }

        var shown = http.Request.Headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var content = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var signed = false;
        foreach (var secret in auth.Secrets)
        {
            var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, content));
            foreach (var signature in shown)
            {
                signed |= Visitors.Same(expected, signature);
            }
        }

        return signed;
    }
}
