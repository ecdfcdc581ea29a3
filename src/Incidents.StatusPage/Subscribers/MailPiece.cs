using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Subscribers;

/// <summary>One matter in a mail, in words.</summary>
/// <param name="Title">The matter's.</param>
/// <param name="State">The state in a word.</param>
/// <param name="Tone">The colour of that word.</param>
/// <param name="About">Impact and services; may be empty.</param>
/// <param name="When">When the word was said, or when planned work begins and ends.</param>
/// <param name="Text">What was published; may be empty.</param>
/// <param name="Promise">When the next word is promised; null when none is.</param>
/// <param name="Link">The page.</param>
public sealed record MailPiece(string Title, string State, string Tone, string About, string When, string Text, string? Promise, string Link)
{
    const string Good = "#1a7f37";
    const string Bad = "#b35900";
    const string Planned = "#0969da";

    internal static MailPiece Of(Site site, MailTopic topic) => topic switch
    {
        { Incident: { } incident, IsReport: true } => Of(site, incident) with { State = site.Texts.PostMortem, Tone = Planned, Text = "", Promise = null, When = site.Clock.Moment(incident.Reports[0].At) },
        { Incident: { } incident } => Of(site, incident),
        { Maintenance: { } maintenance } => Of(site, maintenance),
        _ => throw new ArgumentException("A mail's matter is an incident or planned work.", nameof(topic)),
    };

    static MailPiece Of(Site site, PublicIncident incident)
    {
        var resolved = incident.State == PublicState.Resolved;
        var promise = !resolved && incident.NextUpdateBy is { } by ? $"{site.Texts.NextUpdateBy} {site.Clock.Moment(by)}" : null;
        return new(incident.Title, site.Texts.StateWord(incident.State), resolved ? Good : Bad, Joined(site.Texts.ImpactWord(incident.Impact), site.NamesOf(incident.Services)),
            site.Clock.Moment(incident.Updates is [.., var last] ? last.At : incident.StartedAt), incident.Updates is [.., var said] ? said.Text : "", promise, site.Absolute(Frame.AddressOf(incident.Id)));
    }

    static MailPiece Of(Site site, PublicMaintenance maintenance)
    {
        var over = maintenance.State == MaintenanceState.Completed;
        return new(maintenance.Title, maintenance.Cancelled ? site.Texts.Cancelled : site.Texts.MaintenanceWord(maintenance.State), over ? Good : Planned, Joined(site.Texts.Maintenance, site.NamesOf(maintenance.Services)),
            $"{site.Texts.Begins} {site.Clock.Moment(maintenance.ScheduledStart)} · {site.Texts.Ends} {site.Clock.Moment(maintenance.ScheduledEnd)}", maintenance.Updates is [.., var said] ? said.Text : "", null,
            site.Absolute(Frame.AddressOf(maintenance.Id)));
    }

    static string Joined(string first, IReadOnlyList<string> names) => names.Count == 0 ? first : $"{first} · {string.Join(", ", names)}";
}
