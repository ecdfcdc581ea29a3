using System.Security.Cryptography;
using System.Text;
using Incidents.Desk;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Security;

/// <summary>Who is asking.</summary>
/// <param name="Person">The person's id; on the roster now.</param>
/// <param name="ByKey">True when a program asks with a key of that person.</param>
sealed record Visitor(string Person, bool ByKey);

/// <summary>Tells who is asking, from the session cookie or a key.</summary>
sealed class Visitors(Approvals approvals, WebOptions options, Func<PlanPolicy> policy, TimeProvider time)
{
    const string Hashed = "sha256:";

    // The prefix makes a browser refuse the cookie from anywhere but this host over TLS.
    string CookieName => options.IsSecure ? "__Host-session" : "session";

    /// <summary>The visitor; null when nobody is signed in.</summary>
    public Visitor? Of(HttpContext http)
    {
        var visitor = KeyOf(http) is { } key ? (key.Person is { } person ? new Visitor(person, ByKey: true) : null)
            : http.Request.Cookies[CookieName] is { } cookie && approvals.TryReadSession(cookie, time.GetUtcNow(), out var signedIn) ? new Visitor(signedIn, ByKey: false)
            : null;
        return visitor is not null && policy().Roster.Find(visitor.Person) is not null ? visitor : null;
    }

    /// <summary>The key a program showed; null when it showed none or a wrong one.</summary>
    public ApiKey? KeyOf(HttpContext http) =>
        Bearer(http) is { } shown ? options.ApiKeys.FirstOrDefault(k => Same(k.Secret, shown)) : null;

    /// <summary>Begins a session.</summary>
    public void SignIn(HttpContext http, string person) => http.Response.Cookies.Append(CookieName,
        approvals.SessionToken(person, time.GetUtcNow() + options.SessionLife), Cookie(options.SessionLife));

    /// <summary>Ends it.</summary>
    public void SignOut(HttpContext http) => http.Response.Cookies.Append(CookieName, "", Cookie(TimeSpan.Zero));

    /// <summary>The token of <c>Authorization: Bearer</c>, or null.</summary>
    public static string? Bearer(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    /// <summary>Compares secrets in a time that says nothing about them.</summary>
    public static bool Same(string expected, string shown) =>
        CryptographicOperations.FixedTimeEquals(HashOf(expected), SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    // A configuration may hold the hash of a secret in its place.
    static byte[] HashOf(string expected) => expected.StartsWith(Hashed, StringComparison.Ordinal) && expected.Length == Hashed.Length + (2 * SHA256.HashSizeInBytes)
        ? Convert.FromHexString(expected.AsSpan(Hashed.Length)) : SHA256.HashData(Encoding.UTF8.GetBytes(expected));

    CookieOptions Cookie(TimeSpan life) => new() { HttpOnly = true, Secure = options.IsSecure, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = life };
}
