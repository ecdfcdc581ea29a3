using System.Text.RegularExpressions;
using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>
/// The one door through which the record comes in: ids are checked, since they become folders, and every text is cleaned,
/// so that no page or feed behind it has to think of it again.
/// </summary>
static partial class CleanText
{
    /// <summary>The page with clean texts.</summary>
    /// <exception cref="ArgumentException">The base address is not an absolute http or https address.</exception>
    public static PublicPage Of(PublicPage page)
    {
        if (!page.BaseUrl.IsAbsoluteUri || page.BaseUrl.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"The status page's address must be an absolute http or https address, not '{page.BaseUrl}'.", nameof(page));
        }

        return page with
        {
            Company = PlainText.Line(page.Company),
            Brand = CleanBrand.Of(page.Brand),
            Services = [.. page.Services.Select(service => service with
            {
                Name = Named(service.Name, service.Id),
                Description = service.Description is { } text ? PlainText.Line(text) : null,
                Group = service.Group is { } group ? PlainText.Line(group) : null,
            })],
        };
    }

    /// <summary>An incident with clean texts.</summary>
    /// <exception cref="ArgumentException">Its id cannot be a folder's name.</exception>
    public static PublicIncident Of(PublicIncident incident) => incident with
    {
        Id = Checked(incident.Id),
        Title = Named(incident.Title, incident.Id),
        Updates = [.. incident.Updates.Select(update => update with { Text = PlainText.Block(update.Text) })],
        Reports = [.. incident.Reports.Select(report => report with { Text = PlainText.Block(report.Text) })],
    };

    /// <summary>Planned work with clean texts.</summary>
    /// <exception cref="ArgumentException">Its id cannot be a folder's name.</exception>
    public static PublicMaintenance Of(PublicMaintenance maintenance) => maintenance with
    {
        Id = Checked(maintenance.Id),
        Title = Named(maintenance.Title, maintenance.Id),
        Updates = [.. maintenance.Updates.Select(update => update with { Text = PlainText.Block(update.Text) })],
    };

    static string Checked(string id) => SafeId().IsMatch(id)
        ? id
        : throw new ArgumentException($"'{id}' cannot name an incident's page: letters, digits, dot, hyphen and underscore only, 100 at most, a letter or digit first.", nameof(id));

    // A link without text cannot be followed.
    static string Named(string text, string id) => PlainText.Line(text) is { Length: > 0 } name ? name : PlainText.Line(id);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SafeId();
}
