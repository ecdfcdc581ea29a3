using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// Sentry's webhooks of an internal integration: metric alerts (critical and warning fire, resolved ends), issue alerts (triggered fires) and issues (resolved, ignored
/// and archived end what an issue alert began, unresolved fires it again). An issue's id names the alert, so that resolving the issue ends the issue alert. What else
/// Sentry tells, such as comments, changes nothing. Source: Sentry, "Integration platform: webhooks".
/// </summary>
public sealed class Sentry : ISender
{
    /// <inheritdoc/>
    public string Type => "sentry";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Headers => ["sentry-hook-resource"];

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => $"""
        # Settings, Developer settings, New internal integration. Then choose it as an action of the alert rules.
        Webhook URL:         {source.Address}
        Alert rule action:   on
        Webhooks, resources: issue
        {(source.Proof == SourceProof.Hmac ? $"Client secret:       is {source.Secret}: set that variable to what Sentry shows, and \"header\" to Sentry-Hook-Signature" : source.Cannot("Sentry", "hmac"))}
        """;

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (source, at) = (document.Source, document.At);
        var (data, action) = (root.Member("data"), root.Text("action"));
        if (action is null || data.ValueKind != JsonValueKind.Object)
        {
            return MappedInput.Unmappable("There is no \"action\" with \"data\". Point the webhook of a Sentry internal integration here.");
        }

        return data.Member("metric_alert").ValueKind == JsonValueKind.Object ? Metric(data, action, source, at)
            : data.Member("event").ValueKind == JsonValueKind.Object && action == "triggered" ? Event(data, source, at)
            : data.Member("issue").ValueKind == JsonValueKind.Object ? Issue(data.Member("issue"), action, source, at)
            : new MappedInput([], []);
    });

    static MappedInput Metric(JsonElement data, string action, string source, DateTimeOffset at)
    {
        var alert = data.Member("metric_alert");
        if (alert.Scalar("id") is not { } id)
        {
            return MappedInput.Unmappable("The metric alert has no \"id\".");
        }

        var service = alert.Member("projects") is { ValueKind: JsonValueKind.Array } projects && projects.GetArrayLength() > 0 && projects[0] is { ValueKind: JsonValueKind.String } project
            && !string.IsNullOrWhiteSpace(project.GetString()) ? project.GetString()! : alert.Member("alert_rule").Scalar("name") ?? source;
        var startedAt = alert.Time("date_started");
        return action switch
        {
            // Sentry gives every occurrence an id of its own, so critical after warning is the same one.
            "critical" or "warning" => new MappedInput([new Alert($"{source}/metric/{id}", id, source, service,
                StrictJson.Line(data.Scalar("description_title") ?? alert.Scalar("title") ?? "Metric alert"), StrictJson.Severity(action), null, startedAt.NotAfter(at), data.Link("web_url"))], []),
            "resolved" => new MappedInput([], [new EndedAlert($"{source}/metric/{id}", "", service, alert.Time("date_closed").NotAfter(at))]),
            _ => new MappedInput([], []),
        };
    }

    static MappedInput Event(JsonElement data, string source, DateTimeOffset at)
    {
        var raised = data.Member("event");
        if ((raised.Scalar("issue_id") ?? raised.Scalar("groupID")) is not { } id)
        {
            return MappedInput.Unmappable("The event has no \"issue_id\".");
        }

        // An issue has many events; while it is not resolved, they are one occurrence.
        return Fired(id, raised, Project(raised) ?? source, source, (raised.Time("datetime") ?? raised.Seconds("timestamp")).NotAfter(at), raised.Link("web_url"));
    }

    static MappedInput Issue(JsonElement issue, string action, string source, DateTimeOffset at)
    {
        if (issue.Scalar("id") is not { } id)
        {
            return MappedInput.Unmappable("The issue has no \"id\".");
        }

        var service = issue.Member("project").Scalar("slug") ?? source;
        return action switch
        {
            "resolved" or "ignored" or "archived" => new MappedInput([], [new EndedAlert($"{source}/issue/{id}", "", service, at)]),
            "unresolved" => Fired(id, issue, service, source, at, issue.Link("web_url") ?? issue.Link("permalink")),
            _ => new MappedInput([], []),
        };
    }

    static MappedInput Fired(string id, JsonElement what, string service, string source, DateTimeOffset startedAt, Uri? link) =>
        new([new Alert($"{source}/issue/{id}", "", source, service, StrictJson.Line(what.Scalar("title") ?? "Issue"), StrictJson.Severity(what.Text("level")), what.Number("userCount"), startedAt, link,
            StrictJson.Host(what.Scalar("server_name") ?? Tag(what.Member("tags"), "server_name") ?? what.Scalar("culprit")))], []);

    // Sentry writes an event's tags as pairs.
    static string? Tag(JsonElement tags, string name) => tags.ValueKind == JsonValueKind.Array
        ? tags.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Array && t.GetArrayLength() == 2 && t[0].ValueKind == JsonValueKind.String && t[1].ValueKind == JsonValueKind.String && t[0].GetString() == name)
            .Select(t => t[1].GetString()).FirstOrDefault() : null;

    // The project's name stands in the event's address: .../projects/ORGANISATION/PROJECT/...
    static string? Project(JsonElement raised) => raised.Link("url")?.AbsolutePath.Split('/') is { } parts && Array.IndexOf(parts, "projects") is >= 0 and var i && parts.Length > i + 2 && parts[i + 2].Length > 0
        ? parts[i + 2] : raised.Scalar("project");
}
