using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Incidents.Web.Tests;

/// <summary>A tenant of Entra on this machine: publishes its keys as Entra does, and gives tokens by them.</summary>
sealed class EntraDouble : IAsyncDisposable
{
    public const string Audience = "api://0a0b0c0d-0000-4000-8000-00000000000a";
    public static readonly Guid Tenant = Guid.Parse("1b1b1b1b-0000-4000-8000-00000000000b");
    public static readonly Guid Monitor = Guid.Parse("461e8683-5575-4561-ac7f-899cc907d62a");

    readonly WebApplication app;
    readonly Dictionary<string, (RSA Key, string? Issuer)> keys = new(StringComparer.Ordinal);
    int asked;

    EntraDouble(WebApplication app) => this.app = app;

    public Uri Authority { get; private set; } = null!;

    /// <summary>How often its document was asked for.</summary>
    public int Asked => asked;

    public bool IsDown { get; set; }

    public SourceAuth.Entra Auth => new(Authority, Tenant, Audience, Monitor) { Role = "ActionGroupsSecureWebhook" };

    public string Issuer => $"{Authority.AbsoluteUri.TrimEnd('/')}/{Tenant}/v2.0";

    public static async Task<EntraDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var entra = new EntraDouble(builder.Build());
        entra.app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (string tenant) => entra.Answer(tenant));
        entra.app.MapGet("/{tenant}/discovery/v2.0/keys", () => entra.IsDown ? Results.StatusCode(503) : Results.Json(new { keys = entra.keys.Select(k => Published(k.Key, k.Value.Key, k.Value.Issuer ?? "https://127.0.0.1/{tenantid}/v2.0")) }));
        await entra.app.StartAsync(TestContext.Current.CancellationToken);
        entra.Authority = new Uri(entra.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        entra.Publish("key-1");
        return entra;
    }

    /// <summary>Publishes a new key.</summary>
    /// <param name="name">Its kid.</param>
    /// <param name="issuer">Whom it serves; this tenant unless said otherwise.</param>
    public RSA Publish(string name, string? issuer = null)
    {
        var key = RSA.Create(2048);
        keys[name] = (key, issuer ?? Issuer.Replace(Tenant.ToString(), "{tenantid}", StringComparison.Ordinal));
        return key;
    }

    public void Withdraw(string name) => keys.Remove(name);

    /// <summary>The public half of a key, as everybody can read it.</summary>
    public byte[] PublicKey(string name) => Encoding.UTF8.GetBytes(keys[name].Key.ExportSubjectPublicKeyInfoPem());

    /// <summary>Signs by a published key in some way.</summary>
    public SigningCredentials Signing(string key, string algorithm) => new(new RsaSecurityKey(keys[key].Key) { KeyId = key }, algorithm);

    /// <summary>A token as version 2.0 has it, good for an hour; what is given replaces a claim, null takes it out.</summary>
    public string Token(DateTimeOffset now, string key = "key-1", RSA? signer = null, params (string Claim, object? Value)[] instead) =>
        Token(now, new SigningCredentials(new RsaSecurityKey(signer ?? keys[key].Key) { KeyId = key }, SecurityAlgorithms.RsaSha256), instead);

    /// <summary>The same signed otherwise.</summary>
    public string Token(DateTimeOffset now, SigningCredentials? signing, params (string Claim, object? Value)[] instead)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = Audience["api://".Length..],
            ["tid"] = Tenant.ToString(),
            ["azp"] = Monitor.ToString(),
            ["roles"] = new[] { "ActionGroupsSecureWebhook" },
            ["ver"] = "2.0",
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        foreach (var (claim, value) in instead)
        {
            if (value is null)
            {
                claims.Remove(claim);
            }
            else
            {
                claims[claim] = value;
            }
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var (key, _) in keys.Values)
        {
            key.Dispose();
        }
    }

    IResult Answer(string tenant)
    {
        Interlocked.Increment(ref asked);
        return IsDown ? Results.StatusCode(503) : Results.Json(new { issuer = Issuer, jwks_uri = $"{Authority}{tenant}/discovery/v2.0/keys", id_token_signing_alg_values_supported = new[] { "RS256" } });
    }

    static object Published(string name, RSA key, string issuer)
    {
        var half = key.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = name, n = Base64UrlEncoder.Encode(half.Modulus), e = Base64UrlEncoder.Encode(half.Exponent), issuer };
    }
}
