using System.Globalization;
using System.Text.Json;
using Incidents.Public;
using Incidents.StatusPage.Model;

namespace Incidents.StatusPage.Api;

/// <summary>Services as the API's components; a group is a component of its own that names its children.</summary>
sealed class ApiComponents(Site site)
{
    readonly string page = PublicId.OfPage(site.Page.BaseUrl);
    readonly Dictionary<string, (ServiceView View, int Position, string? Group)> places = Places(site);

    /// <summary>All of them under <c>components</c>, each group before its children.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("components");
        foreach (var (group, position) in site.Groups.Select((group, index) => (group, index + 1)))
        {
            if (group.Name is { } name)
            {
                Write(json, group, name, position);
            }

            foreach (var view in group.Services)
            {
                Write(json, view.Service.Id);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>The ones with these ids; ids that the page does not list are passed over.</summary>
    public void Write(Utf8JsonWriter json, IEnumerable<string> services) =>
        json.WriteList("components", services.Distinct(StringComparer.Ordinal).Where(places.ContainsKey), id => Write(json, id));

    /// <summary>What a listed service is called; null when it is not listed.</summary>
    public string? NameOf(string service) => places.TryGetValue(service, out var place) ? place.View.Service.Name : null;

    /// <summary>The last change of any of them.</summary>
    public DateTimeOffset? LastChange => site.Services.Select(view => view.ChangedAt).Max();

    /// <summary>One component in a state that may not be its present one.</summary>
    public void WriteOne(Utf8JsonWriter json, string id, ServiceStatus status) => Write(json, id, status);

    void Write(Utf8JsonWriter json, string id, ServiceStatus? status = null)
    {
        var (view, position, group) = places[id];
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", view.Service.Name);
        json.WriteString("status", ApiWords.Of(status ?? view.Status));
        WriteCommon(json, view.Service.Since, view.ChangedAt, position, view.Service.Description);
        json.WriteString("group_id", group);
        json.WriteString("page_id", page);
        json.WriteBoolean("group", false);
        json.WriteBoolean("only_show_if_degraded", false);
        json.WriteEndObject();
    }

    void Write(Utf8JsonWriter json, ServiceGroup group, string name, int position)
    {
        json.WriteStartObject();
        json.WriteString("id", PublicId.OfGroup(name));
        json.WriteString("name", name);
        json.WriteString("status", ApiWords.Of(group.Status));
        WriteCommon(json, group.Services.Min(view => view.Service.Since), group.Services.Max(view => view.ChangedAt), position, description: null);
        json.WriteNull("group_id");
        json.WriteString("page_id", page);
        json.WriteBoolean("group", true);
        json.WriteBoolean("only_show_if_degraded", false);
        json.WriteList("components", group.Services, view => json.WriteStringValue(view.Service.Id));
        json.WriteEndObject();
    }

    void WriteCommon(Utf8JsonWriter json, DateOnly? since, DateTimeOffset? changed, int position, string? description)
    {
        // The record does not say when a service was listed. Clients want a date, so it is the first day that counts, or the beginning of time as computers know it.
        var created = since is { } day ? site.StartOf(day) : DateTimeOffset.UnixEpoch;
        json.WriteTime("created_at", created);
        json.WriteTime("updated_at", changed > created ? changed : created);
        json.WriteNumber("position", position);
        json.WriteString("description", description);
        json.WriteBoolean("showcase", true);
        json.WriteString("start_date", since?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    // Children are counted within their group, as Statuspage does.
    static Dictionary<string, (ServiceView View, int Position, string? Group)> Places(Site site) => site.Groups
        .SelectMany((group, index) => group.Services.Select((view, child) => (view, Position: group.Name is null ? index + 1 : child + 1, Group: group.Name is { } name ? PublicId.OfGroup(name) : null)))
        .ToDictionary(place => place.view.Service.Id, place => (place.view, place.Position, place.Group), StringComparer.Ordinal);
}
