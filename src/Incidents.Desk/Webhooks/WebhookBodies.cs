using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Planned;
using Incidents.Public;

namespace Incidents.Desk;

/// <summary>What is told of an event: first what the public learned by it, then the event itself. The shapes are a contract: members are added, never renamed or taken away.</summary>
/// <param name="console">An incident's address in the console.</param>
/// <param name="page">An incident's public page.</param>
public sealed class WebhookBodies(Func<string, string> console, Func<string, string> page)
{
    /// <summary>A larger event is told without its content: receivers often take no more than this. It is in the API.</summary>
    public const int MostEventBytes = 64 * 1024;

    const string MaintenanceChanged = "public.maintenance-changed";

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

    /// <summary>What is to be told next of planned work that the public knows: a word, or a change without one, such as a further service. Null when all is told.</summary>
    /// <param name="work">As it stands.</param>
    /// <param name="told">How far it was told.</param>
    public WebhookDraft? Next(PlannedWork work, WebhookCursor told)
    {
        var number = Math.Min(told.Sequence + 1, work.Updates.Count);
        if (!work.IsPublic || (told.Sequence >= work.Updates.Count && told.Revision >= work.PublicRevision))
        {
            return null;
        }

        // A change without a word has the number of the last one, and an id of its own.
        return told.Sequence >= work.Updates.Count ? Draft(work, number, $"pub_{work.Id}_{number}_{work.PublicRevision}", work.PublicRevision, work.PublicAt ?? work.Updates[^1].At)
            : Draft(work, number, $"pub_{work.Id}_{number}", number < work.Updates.Count ? told.Revision ?? 0 : work.PublicRevision, work.Updates[number - 1].At);
    }

    /// <summary>A message about planned work again, as it would be made now; null when there is no such word.</summary>
    public WebhookMessage? Remade(PlannedWork work, WebhookTry lost) =>
        work.IsPublic && lost.Sequence >= 1 && lost.Sequence <= work.Updates.Count ? Of(Draft(work, lost.Sequence, lost.Id, work.PublicRevision, work.Updates[lost.Sequence - 1].At)) : null;

    /// <summary>The message that a draft becomes.</summary>
    public static WebhookMessage Of(WebhookDraft draft) => new(draft.Id, MaintenanceChanged, draft.At, Encoding.UTF8.GetBytes(draft.Body));

    WebhookDraft Draft(PlannedWork work, int number, string id, int revision, DateTimeOffset at) => new(id, number, revision, at, Encoding.UTF8.GetString(Message(id, MaintenanceChanged, at, new JsonObject
    {
        ["sequence"] = number,
        ["exercise"] = false,
        ["page"] = page(work.Id),
        ["maintenance"] = JsonSerializer.SerializeToNode(After(work, number), LogJson.Options),
    }).Body.Span));

    // What the public knew after a word: later ones are left out, and what they brought. The schedule is the present one, which nothing keeps of then.
    static PublicMaintenance? After(PlannedWork work, int number) => number >= work.Updates.Count ? work.Public : work.Public! with
    {
        State = work.Updates[number - 1].State,
        Updates = [.. work.Updates.Take(number)],
        StartedAt = work.Updates.Take(number).Any(u => u.State != MaintenanceState.Scheduled) ? work.StartedAt : null,
        CompletedAt = null,
        Cancelled = false,
        Overrun = false,
        Revision = null,
        ChangedAt = null,
    };

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
