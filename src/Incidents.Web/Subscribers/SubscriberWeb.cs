using Incidents.Public;

namespace Incidents.Web.Subscribers;

/// <summary>What the subscribers' routes need to know from the configuration.</summary>
/// <param name="Page">Whose status page it is; nobody can subscribe to one without an address to post to.</param>
/// <param name="Webhooks">True when webhooks may subscribe.</param>
/// <param name="PrivateAddresses">True where webhooks inside the house, and plain http, are allowed.</param>
public sealed record SubscriberWeb(PublicPage Page, bool Webhooks, bool PrivateAddresses)
{
    /// <summary>True when somebody can subscribe.</summary>
    public bool IsOpen => Page.SubscribeTo is not null;

    /// <summary>What of a form are services of the page; null for all.</summary>
    public IReadOnlyList<string>? Chosen(string? services)
    {
        var some = (services ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var known = Page.Services.Select(service => service.Id).Where(some.Contains).ToList();
        return known.Count == 0 ? null : known;
    }
}
