using System.Text;
using Incidents.Hosting.Configuration;
using Incidents.Web;
using Kind = Incidents.Hosting.Configuration.SourceAuth;

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

    static Web.SourceAuth Auth(SourceEntry source) => source.Auth switch
    {
        Kind.Bearer => new Web.SourceAuth.Bearer(Told(source)),
        Kind.Basic => new Web.SourceAuth.Basic(source.User!, Told(source)),
        Kind.Key => new Web.SourceAuth.Key(Told(source)),
        Kind.Whsec => new Web.SourceAuth.StandardWebhooks([.. Told(source).Select(secret => Convert.FromBase64String(secret[SigningPrefix.Length..]))]),
        Kind.Path => new Web.SourceAuth.PathKey(Told(source)),
        Kind.Hmac => new Web.SourceAuth.BodyHmac(source.Header!, [.. Told(source).Select(Encoding.UTF8.GetBytes)]) { TimestampHeader = source.TimestampHeader },
        Kind.Sns => new Web.SourceAuth.Sns(source.Topic!),
        _ => new Web.SourceAuth.LoopbackOnly(),
    };

    static string[] Told(SourceEntry source) => [.. source.Secret!.Alive.Select(Told)];

    // The secret from the environment, or its hash as the file has it.
    static string Told(Secret secret) => secret.Variable is null ? secret.Written : secret.Reveal() ?? throw new InvalidOperationException($"{secret.Written} is not set.");
}
