using System.Text.Json;
using Incidents.Public;

namespace Incidents.StatusPage.Api;

/// <summary>One word of an incident or of planned work, as the API tells it.</summary>
/// <param name="Id">Unique within what it is about.</param>
/// <param name="Status">In the API's words.</param>
/// <param name="Text">As published.</param>
/// <param name="At">When it was first published.</param>
/// <param name="ChangedAt">When its text last changed.</param>
sealed record ApiUpdate(string Id, string Status, string Text, DateTimeOffset At, DateTimeOffset ChangedAt);

/// <summary>The updates of one incident or maintenance, and how each left the services.</summary>
/// <param name="components">For the services' names.</param>
/// <param name="services">Ids of those that it touches.</param>
/// <param name="statusAt">How a service was after an update.</param>
sealed class ApiUpdates(ApiComponents components, IEnumerable<string> services, Func<string, ApiUpdate, ServiceStatus> statusAt)
{
    /// <summary>True in a webhook's document, which has two members more.</summary>
    public bool Hook { get; init; }

    /// <summary>All of them, newest first.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="incident">Whose.</param>
    /// <param name="updates">Oldest first.</param>
    public void Write(Utf8JsonWriter json, string incident, IReadOnlyList<ApiUpdate> updates)
    {
        var listed = services.Where(id => components.NameOf(id) is not null).Distinct(StringComparer.Ordinal).ToList();
        json.WriteList("incident_updates", Enumerable.Range(0, updates.Count).Reverse(), number =>
        {
            var update = updates[number];
            json.WriteStartObject();
            json.WriteString("id", $"{incident}-{update.Id}");
            json.WriteString("status", update.Status);
            json.WriteString("body", update.Text);
            json.WriteString("incident_id", incident);
            json.WriteTime("created_at", update.At);
            json.WriteTime("updated_at", update.ChangedAt);
            json.WriteTime("display_at", update.At);
            WriteAffected(json, listed, number == 0 ? null : updates[number - 1], update);
            json.WriteBoolean("deliver_notifications", true);
            json.WriteNull("custom_tweet");
            json.WriteNull("tweet_id");
            if (Hook)
            {
                json.WriteBoolean("wants_twitter_update", false);
                json.WriteNull("twitter_updated_at");
            }

            json.WriteEndObject();
        });
    }

    void WriteAffected(Utf8JsonWriter json, List<string> listed, ApiUpdate? before, ApiUpdate update)
    {
        if (listed.Count == 0)
        {
            json.WriteNull("affected_components");
            return;
        }

        json.WriteList("affected_components", listed, id =>
        {
            json.WriteStartObject();
            json.WriteString("code", id);
            json.WriteString("name", components.NameOf(id));
            json.WriteString("old_status", ApiWords.Of(before is null ? ServiceStatus.Operational : statusAt(id, before)));
            json.WriteString("new_status", ApiWords.Of(statusAt(id, update)));
            json.WriteEndObject();
        });
    }
}
