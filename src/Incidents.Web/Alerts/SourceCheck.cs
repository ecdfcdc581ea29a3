using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Alerts;

/// <summary>Checks that a sender is who it says it is.</summary>
static class SourceCheck
{
    // The tolerance that standardwebhooks.com names, so that a recorded delivery cannot be played again later.
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>0 when authentic, else 401 or 403.</summary>
    public static int Problem(SourceAuth auth, HttpContext http, byte[] body, DateTimeOffset now, string? pathKey = null) => auth switch
    {
        SourceAuth.Bearer b => Token(http) is { } token && Visitors.Same(b.Token, token) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.Basic b => Basic(http) is [var user, var password] && Visitors.Same(b.User, user) & Visitors.Same(b.Password, password) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.Key k => Visitors.Same(k.Secret, http.Request.Headers["X-Api-Key"].ToString()) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.PathKey p => Visitors.Same(p.Secret, pathKey ?? "") ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.BodyHmac h => IsSigned(h, http.Request.Headers[h.Header].ToString(), body) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.StandardWebhooks s => IsSigned(s, http, body, now) ? 0 : StatusCodes.Status401Unauthorized,
        SourceAuth.LoopbackOnly => http.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(http.Connection.RemoteIpAddress) ? 0 : StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status401Unauthorized,
    };

    // Opsgenie's clients name the scheme of their bearer token themselves.
    static string? Token(HttpContext http) => Visitors.Bearer(http)
        ?? (http.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("GenieKey ", StringComparison.OrdinalIgnoreCase) ? header["GenieKey ".Length..].Trim() : null);

    static bool IsSigned(SourceAuth.BodyHmac auth, string shown, byte[] body)
    {
        var mac = HMACSHA256.HashData(auth.Secret, body);
        return Visitors.Same(Convert.ToHexStringLower(mac), shown.ToLowerInvariant()) | Visitors.Same(Convert.ToBase64String(mac), shown);
    }

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
        if (id.Length is 0 or > 200 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var shown = http.Request.Headers["webhook-signature"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var content = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        return auth.Secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, content))).Any(expected => shown.Any(s => Visitors.Same(expected, s)));
    }
}
