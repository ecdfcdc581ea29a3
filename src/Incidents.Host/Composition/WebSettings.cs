using Incidents.Host.Configuration;
using Incidents.Web;
using Kind = Incidents.Host.Configuration.SourceAuth;

namespace Incidents.Host.Composition;

/// <summary>What the pages need of the configuration.</summary>
static class WebSettings
{
    const string SigningPrefix = "whsec_";

    public static WebOptions Of(HostPlan plan) => new(plan.Base)
    {
        Sources = plan.Configuration.Sources.ToDictionary(source => source.Name, Auth, StringComparer.Ordinal),
        ApiKeys = [.. plan.Configuration.People.SelectMany(person => person.ApiKeys.Select(key => new ApiKey(key.Reveal()!, person.Id)))],
    };

    static Web.SourceAuth Auth(SourceEntry source) => source.Auth switch
    {
        Kind.Bearer => new Web.SourceAuth.Bearer(source.Secret!.Reveal()!),
        Kind.Basic => new Web.SourceAuth.Basic(source.User!, source.Secret!.Reveal()!),
        Kind.Whsec => new Web.SourceAuth.StandardWebhooks([Convert.FromBase64String(source.Secret!.Reveal()![SigningPrefix.Length..])]),
        _ => new Web.SourceAuth.LoopbackOnly(),
    };
}
