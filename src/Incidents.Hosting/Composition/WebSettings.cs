using System.Text;
using Incidents.Alerts;
using Incidents.Hosting.Configuration;
using Incidents.Web;

namespace Incidents.Hosting.Composition;

/// <summary>What the pages need of the configuration.</summary>
static class WebSettings
{
    const string SigningPrefix = "whsec_";

    public static WebOptions Of(Deployment deployment) => new(deployment.Base)
    {
        Sources = deployment.Configuration.Sources.ToDictionary(source => source.Name, Auth, StringComparer.Ordinal),
        LimitsPerMinute = deployment.Configuration.Sources.ToDictionary(source => source.Name, source => source.LimitPerMinute, StringComparer.Ordinal),
        ApiKeys = [.. deployment.Configuration.People.SelectMany(person => person.ApiKeys.Select(key => new ApiKey(Told(key), person.Id)))],
    };

    static SourceAuth Auth(SourceEntry source) => source.Auth switch
    {
        SourceProof.Bearer => new SourceAuth.Bearer(Told(source)),
        SourceProof.Basic => new SourceAuth.Basic(source.User!, Told(source)),
        SourceProof.Key => new SourceAuth.Key(Told(source)),
        SourceProof.Whsec => new SourceAuth.StandardWebhooks([.. Told(source).Select(secret => Convert.FromBase64String(secret[SigningPrefix.Length..]))]),
        SourceProof.Path => new SourceAuth.PathKey(Told(source)),
        SourceProof.Hmac => new SourceAuth.BodyHmac(source.Header!, [.. Told(source).Select(Encoding.UTF8.GetBytes)]) { TimestampHeader = source.TimestampHeader },
        SourceProof.Sns => new SourceAuth.Sns(source.Topic!),
        SourceProof.Entra => new SourceAuth.Entra(new Uri(EntraSource.Authority(source)), Guid.Parse(source.Tenant!), source.Audience!, [.. EntraSource.Apps(source).Select(Guid.Parse)]) { Role = source.Role },
        _ => new SourceAuth.LoopbackOnly(),
    };

    static string[] Told(SourceEntry source) => [.. source.Secret!.Alive.Select(Told)];

    // The secret from the environment, or its hash as the file has it.
    static string Told(Secret secret) => secret.Variable is null ? secret.Written : secret.Reveal() ?? throw new InvalidOperationException($"{secret.Written} is not set.");
}
