using Incidents.Public;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage.Model;

/// <summary>The public record as the pages look at it.</summary>
sealed class Site
{
    /// <summary>Takes the record in; see <see cref="PublicRecord"/> for what it refuses.</summary>
    public Site(PublicPage page, IReadOnlyList<PublicIncident> incidents)
    {
        Page = PublicRecord.Clean(page);
        Incidents = PublicRecord.Clean(incidents);
        Texts = Texts.For(page.Language);
        Clock = new PageClock(Texts, page.TimeZone);
        Active = [.. Incidents.Where(incident => incident.State != PublicState.Resolved)];
        Past = [.. Incidents.Where(incident => incident.State == PublicState.Resolved)];
    }

    public PublicPage Page { get; }

    public Texts Texts { get; }

    public PageClock Clock { get; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PublicIncident> Incidents { get; }

    /// <summary>Not resolved, newest first.</summary>
    public IReadOnlyList<PublicIncident> Active { get; }

    /// <summary>Resolved, newest first.</summary>
    public IReadOnlyList<PublicIncident> Past { get; }

    /// <summary>The latest change of the whole record; null before the first incident.</summary>
    public DateTimeOffset? LastChange => Incidents.Count == 0 ? null : Incidents.Max(ChangedAt);

    /// <summary>The worst impact among active incidents; null when there are none.</summary>
    public Impact? Worst => Active.Count == 0 ? null : Active.Max(incident => incident.Impact);

    /// <summary>What a service suffers from at the moment; null when it operates normally.</summary>
    public Impact? ImpactOn(PublicService service)
    {
        var felt = Active.Where(incident => incident.Services.Contains(service.Id, StringComparer.Ordinal)).ToList();
        return felt.Count == 0 ? null : felt.Max(incident => incident.Impact);
    }

    /// <summary>The names of the services that some incidents affect, each once, in the page's order; unlisted ones last.</summary>
    public IReadOnlyList<string> ServicesOf(IEnumerable<PublicIncident> incidents)
    {
        var ids = incidents.SelectMany(incident => incident.Services).ToHashSet(StringComparer.Ordinal);
        var listed = Page.Services.Where(service => ids.Remove(service.Id)).Select(service => service.Name).ToList();
        return [.. listed, .. ids.Order(StringComparer.Ordinal).Select(PlainText.Line)];
    }

    /// <summary>The public address of a file of the site, whether or not the configured base ends in a slash.</summary>
    public string Absolute(string path) => $"{Page.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}";

    /// <summary>When an incident's page last changed; the feed's time stamps come from it, never from the build.</summary>
    public static DateTimeOffset ChangedAt(PublicIncident incident)
    {
        IEnumerable<DateTimeOffset> times = [.. incident.Updates.Select(update => update.At), .. incident.Reports.Select(report => report.At)];
        return times.Append(incident.ResolvedAt ?? incident.StartedAt).Append(incident.StartedAt).Max();
    }

    /// <summary>When it was over; the last update's time where the record does not say. Null while it is active.</summary>
    public static DateTimeOffset? ResolvedAt(PublicIncident incident) => incident.State == PublicState.Resolved
        ? incident.ResolvedAt ?? ChangedAt(incident with { Reports = [] })
        : null;
}
