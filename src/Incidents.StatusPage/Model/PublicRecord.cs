using System.Text.RegularExpressions;
using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>
/// The one door through which the record comes in: ids are checked, since they become folders, and every text is cleaned,
/// so that no page or feed behind it has to think of it again.
/// </summary>
static partial class PublicRecord
{
    /// <summary>The page with clean texts.</summary>
    /// <exception cref="ArgumentException">The base address is not an absolute http or https address.</exception>
    public static PublicPage Clean(PublicPage page)
    {
        if (!page.BaseUrl.IsAbsoluteUri || page.BaseUrl.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"The status page's address must be an absolute http or https address, not '{page.BaseUrl}'.", nameof(page));
        }

        return page with
        {
            Company = PlainText.Line(page.Company),
            Services = [.. page.Services.Select(service => service with
            {
                Name = Named(service.Name, service.Id),
                Description = service.Description is { } text ? PlainText.Line(text) : null,
            })],
        };
    }

    /// <summary>The incidents with clean texts, newest first.</summary>
    /// <exception cref="ArgumentException">An id cannot be a folder's name, or two incidents share one.</exception>
    public static IReadOnlyList<PublicIncident> Clean(IReadOnlyList<PublicIncident> incidents)
    {
        // Folders that differ in case only are one folder on some disks.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var incident in incidents)
        {
            if (!SafeId().IsMatch(incident.Id))
            {
                throw new ArgumentException($"'{incident.Id}' cannot name an incident's page: letters, digits, dot, hyphen and underscore only, 100 at most, a letter or digit first.", nameof(incidents));
            }

            if (!seen.Add(incident.Id))
            {
                throw new ArgumentException($"Two incidents have the id '{incident.Id}'.", nameof(incidents));
            }
        }

        return [.. incidents.Select(Clean).OrderByDescending(incident => incident.StartedAt).ThenByDescending(incident => incident.Id, StringComparer.Ordinal)];
    }

    static PublicIncident Clean(PublicIncident incident) => incident with
    {
        Title = Named(incident.Title, incident.Id),
        Updates = [.. incident.Updates.Select(update => update with { Text = PlainText.Block(update.Text) })],
        Reports = [.. incident.Reports.Select(report => report with { Text = PlainText.Block(report.Text) })],
    };

    // A link without text cannot be followed.
    static string Named(string text, string id) => PlainText.Line(text) is { Length: > 0 } name ? name : PlainText.Line(id);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SafeId();
}
