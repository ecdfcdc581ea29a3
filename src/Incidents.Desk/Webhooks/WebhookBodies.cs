using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Public;

namespace Incidents.Desk;

/// <summary>What is told of an event: first what the public learned by it, then the event itself. The shapes are a contract: members are added, never renamed or taken away.</summary>
/// <param name="console">An incident's address in the console.</param>
/// <param name="page">An incident's public page.</param>
public sealed class WebhookBodies(Func<string, string> console, Func<string, string> page)
{
    /// <summary>A larger event is told without its content: receivers often take no more than this. It is in the API.</summary>
    public const int MostEventBytes = 64 * 1024;

    /// <summary>The messages of one event, in order.</summary>
    /// <param name="endpoint">For whom.</param>
    /// <param name="id">The incident.</param>
    /// <param name="stored">The event.</param>
    /// <param name="before">The incident before it.</param>
    /// <param name="after">The incident after it.</param>
    public IReadOnlyList<WebhookMessage> Of(WebhookEndpoint endpoint, string id, StoredEvent stored, Incident before, Incident after)
    {
        var messages = new List<WebhookMessage>();
        if (endpoint.Public && after.IsPublic && PublicRecord.Of(id, after) is { } now && LogJson.Write(PublicRecord.Of(id, before)) != LogJson.Write(now))
        {
            messages.Add(Message($"pub_{id}_{stored.Sequence}", "public.incident-changed", stored.Event.At, new JsonObject
            {
                ["sequence"] = stored.Sequence,
                ["exercise"] = after.Drill,
                ["page"] = page(id),
                ["incident"] = JsonSerializer.SerializeToNode(now, LogJson.Options),
            }));
        }

        // The breach lane is for the team and the officer alone.
        if (endpoint.Plan && !after.IsPrivate)
        {
            messages.Add(Plan(id, stored, after) with { IsPrivateInBreach = true });
        }

        return messages;
    }

    WebhookMessage Plan(string id, StoredEvent stored, Incident after)
    {
        var told = JsonSerializer.SerializeToNode(stored.Event, LogJson.Options)!.AsObject();
        var name = (string)told["event"]!;
        // Nobody outside can do anything with a reporting user's hash but compare it.
        told.Remove("reporter");
        var isWhole = JsonSerializer.SerializeToUtf8Bytes(told, LogJson.Options).Length <= MostEventBytes;
        return Message($"evt_{id}_{stored.Sequence}", $"plan.{name}", stored.Event.At, new JsonObject
        {
            ["sequence"] = stored.Sequence,
            ["incident"] = new JsonObject
            {
                ["id"] = id,
                ["title"] = after.Title,
                ["service"] = after.Service,
                ["phase"] = after.Phase.ToString(),
                ["severity"] = after.Severity.ToString(),
                ["exercise"] = after.Drill,
                ["console"] = console(id),
            },
            ["isWhole"] = isWhole,
            ["event"] = isWhole ? told : new JsonObject { ["event"] = name, ["at"] = stored.Event.At },
        });
    }

    static WebhookMessage Message(string id, string type, DateTimeOffset at, JsonObject data) => new(id, type, at,
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["id"] = id, ["type"] = type, ["timestamp"] = at.UtcDateTime, ["data"] = data }, LogJson.Options));
}
