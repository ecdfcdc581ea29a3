using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>
/// Opsgenie's two bodies: that of the Alert API's "create alert" (<c>message</c>, <c>alias</c>, <c>priority</c>), which always fires, and that of Opsgenie's own webhook
/// (<c>action</c> and <c>alert</c>), where Create fires, Close and Delete end, and every other action, Acknowledge among them, changes nothing here. The alias names the
/// alert; while it fires, another one with it is a repeat. Source: Opsgenie, "Alert API" and "Webhook integration".
/// </summary>
public sealed class Opsgenie : ISender
{
    /// <inheritdoc/>
    public string Type => "opsgenie";

    /// <inheritdoc/>
    public bool EndsByKey => true;

    /// <summary>429, as Opsgenie itself answers to what is too much. Source: Opsgenie, "API rate limiting".</summary>
    public int TooMany => 429;

    /// <inheritdoc/>
    public string Setup(SourceSetup source) => source.Proof != SourceProof.Bearer ? source.Cannot("A client of Opsgenie", "bearer") : $"""
        # A client of the Alert API: only its base address and its key change.
        Base address: {source.Root}      (in place of https://api.opsgenie.com; it posts to {source.Root}/v2/alerts)
        Header:       Authorization: GenieKey {source.Secret}
        # Opsgenie itself, integration Webhook with "alert payload", posts to
        URL:          {source.Address}      with the custom header Authorization: Bearer {source.Secret}
        """;

    /// <summary>What the endpoint for "close alert" keeps the alert's name under; no request's header comes here.</summary>
    public const string ClosedAlias = "closed-alias";

    /// <summary>The same for "acknowledge alert".</summary>
    public const string AcknowledgedAlias = "acknowledged-alias";

    /// <inheritdoc/>
    public MappedInput Map(Incoming document) => document.Headers.TryGetValue(ClosedAlias, out var closed) ? new MappedInput([], [new EndedAlert($"{document.Source}/{closed}", "", "", document.At)])
        : document.Headers.ContainsKey(AcknowledgedAlias) ? new MappedInput([], []) : Said(document);

    /// <summary>What a document does with which alert: Create, Close, Acknowledge or another action, and the alias that names the alert; null when none does.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="headers">As they were kept with it.</param>
    public static (string Action, string? Alias) Named(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string>? headers)
    {
        if (headers?.GetValueOrDefault(ClosedAlias) is { } closed)
        {
            return ("Close", closed);
        }

        if (headers?.GetValueOrDefault(AcknowledgedAlias) is { } acknowledged)
        {
            return ("Acknowledge", acknowledged);
        }

        var named = ("Create", (string?)null);
        StrictJson.Map(body, root =>
        {
            var action = root.Text("action");
            var alert = action is null ? root : root.Member("alert");
            named = (action ?? "Create", alert.Scalar("alias") ?? alert.Scalar("alertId") ?? alert.Scalar("message"));
            return new MappedInput([], []);
        });
        return named;
    }

    static MappedInput Said(Incoming document) => StrictJson.Map(document.Body, root =>
    {
        var (source, at) = (document.Source, document.At);
        var action = root.Text("action");
        var alert = action is null ? root : root.Member("alert");
        var message = alert.Scalar("message");
        if ((alert.Scalar("alias") ?? alert.Scalar("alertId")) is not { } alias)
        {
            return action is null && message is not null ? Fired(alert, $"{source}/{message}", message, source, at)
                : MappedInput.Unmappable("There is neither a \"message\" to create an alert with, nor an \"action\" on an \"alert\" with an \"alias\".");
        }

        return action?.ToUpperInvariant() switch
        {
            null or "CREATE" => message is null ? MappedInput.Unmappable("The alert has no \"message\".") : Fired(alert, $"{source}/{alias}", message, source, at),
            "CLOSE" or "DELETE" => new MappedInput([], [new EndedAlert($"{source}/{alias}", "", Service(alert, source), Time(alert, "updatedAt").NotAfter(at))]),
            _ => new MappedInput([], []),
        };
    });

    static MappedInput Fired(JsonElement alert, string key, string message, string source, DateTimeOffset at)
    {
        var startedAt = Time(alert, "createdAt");
        return new MappedInput([new Alert(key, startedAt.Episode(), source, Service(alert, source), StrictJson.Line(message), StrictJson.Severity(alert.Text("priority")),
            alert.Member("details").Number("affected_users"), startedAt.NotAfter(at), alert.Member("details").Link("link"), StrictJson.Host(alert.Scalar("entity") ?? alert.Scalar("source")))], []);
    }

    static string Service(JsonElement alert, string source) => alert.Member("details").Scalar("service") ?? LooseJson.Word(Tags(alert.Member("tags")), "service") ?? alert.Scalar("entity") ?? source;

    static string Tags(JsonElement tags) => tags.ValueKind == JsonValueKind.Array
        ? string.Join(' ', tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString())) : "";

    // Milliseconds in most of Opsgenie's webhooks, nanoseconds for updatedAt in some.
    static DateTimeOffset? Time(JsonElement alert, string name) => alert.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) && value > 0
        ? DateTimeOffset.FromUnixTimeMilliseconds(value > 100_000_000_000_000 ? value / 1_000_000 : value) : alert.Time(name);
}
