using Incidents.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.Validators;

namespace Incidents.Web.Alerts;

/// <summary>
/// Checks a token of Microsoft Entra: issuer, tenant, audience, time, the app that it was given to, its role, and the signature by a key that the tenant publishes, RS256 and
/// nothing else. What a token says of itself is looked at first, so that a stranger's causes no request. Source: Microsoft identity platform, "Validate tokens".
/// </summary>
sealed partial class EntraCheck(EntraKeys keys, ILogger<EntraCheck> logger)
{
    const int MostCharacters = 16 * 1024;

    // What the library itself allows clocks to differ by.
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    static readonly JsonWebTokenHandler Handler = new();

    long _said;

    /// <summary>0 when the request shows such a token, 401 when not, 503 when the tenant's keys cannot be had now.</summary>
    public async ValueTask<int> ProblemAsync(SourceAuth.Entra auth, HttpContext http, DateTimeOffset now)
    {
        if (Visitors.Bearer(http) is not { Length: > 0 and <= MostCharacters } shown || Read(shown) is not { } token)
        {
            return StatusCodes.Status401Unauthorized;
        }

        if (Wrong(auth, token, now) is { } wrong)
        {
            return Refuse(auth, wrong, now);
        }

        if (await keys.OfAsync(auth.Metadata, token.Kid, http.RequestAborted) is not { } published)
        {
            http.Response.Headers.RetryAfter = "10";
            return StatusCodes.Status503ServiceUnavailable;
        }

        var result = await Handler.ValidateTokenAsync(token, Parameters(auth, published, now));
        return result.IsValid ? 0 : Refuse(auth, $"it does not stand the test of its signature ({result.Exception?.GetType().Name})", now);
    }

    static JsonWebToken? Read(string shown)
    {
        try
        {
            return Handler.CanReadToken(shown) ? Handler.ReadJsonWebToken(shown) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    static string? Wrong(SourceAuth.Entra auth, JsonWebToken token, DateTimeOffset now)
    {
        try
        {
            return Unlike(auth, token, now);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or System.Text.Json.JsonException or SecurityTokenException or OverflowException)
        {
            return "its claims cannot be read";
        }
    }

    // Nothing of it is certain before the signature is.
    static string? Unlike(SourceAuth.Entra auth, JsonWebToken token, DateTimeOffset now) => token switch
    {
        { Alg: not SecurityAlgorithms.RsaSha256 } => "it is not signed by RS256",
        { Kid: null or "" } => "it names no key",
        _ when !auth.Issuers.Contains(token.Issuer, StringComparer.Ordinal) || !Guid.TryParse(Claim(token, "tid"), out var tenant) || tenant != auth.Tenant => "it is of another tenant or issuer",
        _ when !token.Audiences.Any(audience => auth.Audiences.Contains(audience, StringComparer.Ordinal)) => "it is for another audience",
        _ when !IsAlive(token.ValidFrom, token.ValidTo, now) => "it is not valid now",
        _ when !Guid.TryParse(Claim(token, "azp") ?? Claim(token, "appid"), out var app) || !auth.Apps.Contains(app) => "the app that it was given to is not among \"apps\"",
        _ when auth.Role is { } role && !(token.TryGetPayloadValue<List<string>>("roles", out var roles) && roles.Contains(role, StringComparer.Ordinal)) => "it does not hold the role",
        _ => null,
    };

    static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    // The library has no time for one that is not there.
    static bool IsAlive(DateTime? from, DateTime? to, DateTimeOffset now) =>
        to is { } end && end > DateTime.MinValue && end > now.UtcDateTime - Skew && (from is not { } begin || begin <= now.UtcDateTime + Skew);

    static TokenValidationParameters Parameters(SourceAuth.Entra auth, OpenIdConnectConfiguration published, DateTimeOffset now)
    {
        var parameters = new TokenValidationParameters
        {
            ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(published),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidAudiences = auth.Audiences,
            ValidIssuers = auth.Issuers,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (from, to, _, _) => IsAlive(from, to, now),
        };
        // A key that serves other issuers does not serve this tenant.
        parameters.EnableAadSigningKeyIssuerValidation();
        return parameters;
    }

    // Once a minute, so that it can be found out why and a stranger fills no log.
    int Refuse(SourceAuth.Entra auth, string why, DateTimeOffset now)
    {
        var said = Interlocked.Read(ref _said);
        if (now.UtcTicks - said >= Quiet.Ticks && Interlocked.CompareExchange(ref _said, now.UtcTicks, said) == said)
        {
            LogRefused(logger, auth.Audience, why);
        }

        return StatusCodes.Status401Unauthorized;
    }

    [LoggerMessage(EventId = 4111, Level = LogLevel.Warning, Message = "A token for {Audience} is refused: {Why}.")]
    static partial void LogRefused(ILogger logger, string audience, string why);
}
