using Incidents.Hosting.Configuration;
using Incidents.Public;

namespace Incidents.Hosting.Composition;

/// <summary>What a company runs, whichever host runs it.</summary>
/// <param name="Configuration">The company's, already checked.</param>
/// <param name="Base">Where people reach the host; links in mails begin with it.</param>
/// <param name="StatusAddress">Where the public finds the status page; ends with a slash.</param>
/// <param name="Drill">True for a rehearsal.</param>
public sealed record Deployment(ResponseConfiguration Configuration, Uri Base, Uri StatusAddress, bool Drill)
{
    /// <summary>Where responders find the console.</summary>
    public Uri ConsoleAddress => new(Link("incidents"));

    /// <summary>An incident's page on the status page, as the world knows it.</summary>
    public string PublicPageOf(string incident) => $"{StatusAddress.AbsoluteUri.TrimEnd('/')}/incidents/{incident}";

    /// <summary>True when people outside can subscribe; a rehearsal tells nobody.</summary>
    public bool HasSubscribers => Configuration.Subscribers.Enabled && !Drill;

    /// <summary>An address below <see cref="Base"/>.</summary>
    /// <param name="path">Without a leading slash.</param>
    public string Link(string path) => $"{Base.AbsoluteUri.TrimEnd('/')}/{path}";

    /// <summary>Whose status page it is.</summary>
    public PublicPage Page => new(Configuration.Company, Configuration.TimeZone, Configuration.Language.ToString().ToLowerInvariant(),
        [.. Configuration.Services.Select(service => new PublicService(service.Id, service.Name, service.Description.Length > 0 ? service.Description : null, service.Group, service.Since))], StatusAddress, Drill, Configuration.StatusPage.Brand,
        HasSubscribers ? new Uri(Link("subscriptions")) : null, Configuration.Subscribers.Webhooks);
}
