using System.Globalization;
using System.Text;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Calendar;

/// <summary>
/// Planned work as a calendar to subscribe to (RFC 5545). An event keeps its UID for life and counts its changes, so that calendars move it and strike it out. Written by hand:
/// a library stamps each event with the time of the build, and the same record has to give the same bytes.
/// </summary>
static class MaintenanceCalendar
{
    /// <summary>Where it lies under the root.</summary>
    public const string Path = "history.ics";

    const int Most = 100;
    const int OctetsOfLine = 75;

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Write(Site site)
    {
        var text = new StringBuilder();
        var name = Escape(site.Marked($"{site.Page.Company} maintenance"));
        Lines(text, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Incident Functions//Status page//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", $"NAME:{name}", $"X-WR-CALNAME:{name}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H");
        foreach (var maintenance in site.Maintenances.Take(Most))
        {
            Event(text, site, maintenance);
        }

        Lines(text, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void Event(StringBuilder text, Site site, PublicMaintenance maintenance)
    {
        var changed = Time(Site.ChangedAt(maintenance));
        Lines(text,
            "BEGIN:VEVENT",
            $"UID:{maintenance.Id}@{site.Page.BaseUrl.Host}",
            $"DTSTAMP:{changed}",
            $"LAST-MODIFIED:{changed}",
            string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{maintenance.Revision ?? Math.Max(0, maintenance.Updates.Count - 1)}"),
            $"DTSTART:{Time(maintenance.StartedAt ?? maintenance.ScheduledStart)}",
            $"DTEND:{Time(End(maintenance))}",
            $"SUMMARY:{Escape(site.Marked(maintenance.Title))}",
            $"DESCRIPTION:{Escape(Description(site, maintenance))}",
            $"URL:{site.Absolute(Frame.AddressOf(maintenance.Id))}",
            $"STATUS:{(maintenance.Cancelled ? "CANCELLED" : "CONFIRMED")}",
            "TRANSP:TRANSPARENT",
            "CATEGORIES:MAINTENANCE",
            "END:VEVENT");
    }

    // An event must not end before it begins, whatever the record says.
    static DateTimeOffset End(PublicMaintenance maintenance)
    {
        var (start, end) = (maintenance.StartedAt ?? maintenance.ScheduledStart, maintenance.CompletedAt ?? maintenance.ScheduledEnd);
        return maintenance.Cancelled ? maintenance.ScheduledEnd : end > start ? end : start.AddMinutes(1);
    }

    static string Description(Site site, PublicMaintenance maintenance)
    {
        var services = site.NamesOf(maintenance.Services);
        return string.Join("\n\n", new[] { maintenance.Updates is [.., var last] ? last.Text : "", services.Count > 0 ? string.Join(", ", services) : "" }.Where(part => part.Length > 0));
    }

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    static void Lines(StringBuilder text, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            Fold(text, line);
        }
    }

    // Long lines go on in the next one after a space; a letter of several octets is not torn.
    static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > OctetsOfLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
