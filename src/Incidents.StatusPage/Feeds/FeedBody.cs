using System.Globalization;
using System.Net;
using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Feeds;

/// <summary>
/// The body of a feed's item: its words, newest first, in the markup that readers of other status pages' feeds look for (<c>&lt;strong&gt;Resolved&lt;/strong&gt;</c>).
/// </summary>
static class FeedBody
{
    /// <summary>An incident's, with its post-mortem.</summary>
    public static string Of(Site site, PublicIncident incident)
    {
        var html = Begin(site);
        if (incident.Reports is [.., var report])
        {
            Word(html, site, report.At, site.Texts.PostMortem, $"""<a href="{Escape(site.Absolute(Frame.AddressOf(incident.Id)))}">{Escape(site.Texts.ReadPostMortem)}</a>""");
        }

        foreach (var update in incident.Updates.Reverse())
        {
            Word(html, site, update.At, site.Texts.StateWord(update.State), Lines(update.Text));
        }

        return html.ToString();
    }

    /// <summary>Planned work's. The first line is the one by which readers know planned work, so it is English on every page.</summary>
    public static string Of(Site site, PublicMaintenance maintenance)
    {
        var html = Begin(site).Append("<p><strong>THIS IS A SCHEDULED EVENT ");
        Moment(html, site, maintenance.ScheduledStart);
        html.Append(" - ");
        if (site.Clock.Date(maintenance.ScheduledStart) == site.Clock.Date(maintenance.ScheduledEnd))
        {
            html.Append(CultureInfo.InvariantCulture, $"<var data-var='time'>{site.Clock.TimeOfDay(maintenance.ScheduledEnd)}</var>");
        }
        else
        {
            Moment(html, site, maintenance.ScheduledEnd);
        }

        html.Append(CultureInfo.InvariantCulture, $" {site.Clock.Offset(maintenance.ScheduledEnd)}</strong></p>");
        foreach (var update in maintenance.Updates.Reverse())
        {
            Word(html, site, update.At, site.Texts.MaintenanceWord(update.State), Lines(update.Text));
        }

        return html.ToString();
    }

    static StringBuilder Begin(Site site) => site.Page.Exercise
        ? new StringBuilder($"<p><strong>{Escape(site.Texts.Exercise)}</strong> - {Escape(site.Texts.ExerciseHelp)}</p>")
        : new StringBuilder();

    static void Word(StringBuilder html, Site site, DateTimeOffset at, string word, string body)
    {
        html.Append("<p><small>");
        Moment(html, site, at);
        html.Append(CultureInfo.InvariantCulture, $" {site.Clock.Offset(at)}</small><br><strong>{Escape(word)}</strong> - {body}</p>");
    }

    static void Moment(StringBuilder html, Site site, DateTimeOffset at)
    {
        var (month, day) = site.Clock.DayOfFeed(at);
        html.Append(CultureInfo.InvariantCulture, $"{Escape(month)} <var data-var='date'>{day}</var>, <var data-var='time'>{site.Clock.TimeOfDay(at)}</var>");
    }

    static string Lines(string text) => Escape(text).Replace("\n", "<br>", StringComparison.Ordinal);

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
