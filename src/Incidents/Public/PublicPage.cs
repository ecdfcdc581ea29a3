namespace Incidents.Public;

/// <summary>Whose status page it is, and how it speaks.</summary>
/// <param name="Company">Name of the company, plain text.</param>
/// <param name="TimeZone">IANA name such as <c>Europe/Lisbon</c>: the zone in which people read times. Machines get UTC.</param>
/// <param name="Language"><c>en</c>, <c>pt</c>, <c>es</c> or <c>ar</c> (laid out from right to left); anything else reads English.</param>
/// <param name="Services">In the order in which they are listed.</param>
/// <param name="BaseUrl">Absolute public address of the site's front page; feeds and the 404 page need it, all other links are relative.</param>
/// <param name="Exercise">True for a drill: every page and feed then says EXERCISE.</param>
/// <param name="Brand">Logo, colours and links; null for the page's own.</param>
/// <param name="SubscribeTo">Where the form of those who want to be told posts to, on the host that answers it; null when nobody can subscribe.</param>
/// <param name="SubscribeByWebhook">True when programs can subscribe too.</param>
public sealed record PublicPage(
    string Company,
    string TimeZone,
    string Language,
    IReadOnlyList<PublicService> Services,
    Uri BaseUrl,
    bool Exercise,
    PublicBrand? Brand = null,
    Uri? SubscribeTo = null,
    bool SubscribeByWebhook = true);
