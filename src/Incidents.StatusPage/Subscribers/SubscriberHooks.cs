using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Incidents.Public;
using Incidents.StatusPage.Api;
using Incidents.StatusPage.Model;
using Incidents.StatusPage.Wording;

namespace Incidents.StatusPage;

/// <summary>What a webhook's document says besides its matter.</summary>
/// <param name="Unsubscribe">Where its owner changes or ends the subscription.</param>
/// <param name="At">When it was made.</param>
public sealed record HookMeta(Uri Unsubscribe, DateTimeOffset At);

/// <summary>
/// The documents that subscribed webhooks get, in the two shapes of Statuspage's (an incident or planned work with its updates, newest first; a component's change). Receivers that know
/// Statuspage need nothing new. Source: Atlassian's "Webhook notifications", and captured documents.
/// </summary>
public static class SubscriberHooks
{
    const string Documentation = "https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/";

    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>An incident, or its post-mortem; null when the edition does not know it.</summary>
    public static byte[]? Incident(SiteEdition edition, string id, HookMeta meta) =>
        edition.Find(id) is { } incident ? Write(edition.Site, meta, json => Writer(edition).WriteHook(json, incident)) : null;

    /// <summary>Planned work; null when the edition does not know it.</summary>
    public static byte[]? Maintenance(SiteEdition edition, string id, HookMeta meta) =>
        edition.Maintenances.FirstOrDefault(one => one.Id == id) is { } maintenance ? Write(edition.Site, meta, json => Writer(edition).WriteHook(json, maintenance)) : null;

    /// <summary>A component's change; null when the page does not list it.</summary>
    public static byte[]? Service(SiteEdition edition, string id, ServiceStatus old, ServiceStatus now, int number, DateTimeOffset at, HookMeta meta) =>
        edition.Site.Services.FirstOrDefault(view => view.Service.Id == id) is not { } view ? null : Write(edition.Site, meta, json =>
        {
            json.WritePropertyName("component");
            new ApiComponents(edition.Site).WriteOne(json, view.Service.Id, now);
            json.WriteStartObject("component_update");
            json.WriteString("old_status", ApiWords.Of(old));
            json.WriteString("new_status", ApiWords.Of(now));
            json.WriteTime("created_at", at);
            json.WriteString("component_type", "Component");
            json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"{id}-{number}"));
            json.WriteString("component_id", id);
            json.WriteEndObject();
        });

    /// <summary>
    /// The question whether an endpoint's owner wants the subscription. Its shape is that of an incident that harms nobody and is over, so that a receiver that shows incidents to people
    /// shows them the link; a program sends <c>meta.challenge</c> back.
    /// </summary>
    public static byte[] Question(SiteEdition edition, string id, string challenge, Uri confirm, HookMeta meta)
    {
        var texts = SubscriberTexts.For(edition.Site.Page.Language);
        var incident = new PublicIncident("subscription-" + id, texts.Confirm, Impact.Minor, meta.At, PublicState.Resolved, [],
            [new PublicUpdate(1, meta.At, PublicState.Resolved, $"{texts.Confirm}: {confirm.AbsoluteUri}")], NextUpdateBy: null, ResolvedAt: meta.At, []);
        return Write(edition.Site, meta, json => Writer(edition).WriteHook(json, incident), json =>
        {
            json.WriteString("challenge", challenge);
            json.WriteString("confirm", confirm.AbsoluteUri);
        });
    }

    static ApiIncidents Writer(SiteEdition edition) => new(edition.Site, new ApiComponents(edition.Site));

    static byte[] Write(Site site, HookMeta meta, Action<Utf8JsonWriter> content, Action<Utf8JsonWriter>? more = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("meta");
            json.WriteString("unsubscribe", meta.Unsubscribe.AbsoluteUri);
            json.WriteString("documentation", Documentation);
            json.WriteTime("generated_at", meta.At);
            more?.Invoke(json);
            json.WriteEndObject();
            json.WriteStartObject("page");
            json.WriteString("id", PublicId.OfPage(site.Page.BaseUrl));
            json.WriteString("status_indicator", site.Status.Indicator);
            json.WriteString("status_description", site.Status.Description);
            json.WriteEndObject();
            content(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
