using System.Text.Json;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Adapters.Tests.Channels.Calling;

/// <summary>Speaks Pushover's wire format for a message.</summary>
sealed class PushoverServer : ProviderFake
{
    public const string Token = "azGDORePK8gMaC0QOYAMyEEuzJnyUi", User = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";

    public List<Dictionary<string, string>> Messages { get; } = [];

    public override int Taken => Messages.Count;

    public Uri Address => new(Root, "/1/messages.json");

    /// <summary>Tags whose emergencies were stopped.</summary>
    public List<string> Cancelled { get; } = [];

    public Uri CancelAddress => new(Root, "/1/receipts/cancel_by_tag/");

    protected override void Map(WebApplication app)
    {
        app.MapPost("/1/messages.json", (Delegate)TakeAsync);
        app.MapPost("/1/receipts/cancel_by_tag/{tag}.json", async (HttpContext context, string tag) =>
        {
            if ((await context.Request.ReadFormAsync())["token"] != Token)
                return Results.Json(new { status = 0, errors = new[] { "application token is invalid" } }, statusCode: 400);

            Cancelled.Add(tag);
            return Results.Json(new { status = 1, request = "r2", canceled = Messages.Count(m => m.GetValueOrDefault("tags") == tag) });
        });
    }

    async Task<IResult> TakeAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        if (form["user"] != User)
            return Results.Json(new { user = "invalid", errors = new[] { "user identifier is not a valid user, group, or subscribed user key" }, status = 0, request = "r1" }, statusCode: 400);

        // Emergencies must say how often and how long.
        if (form["priority"] == "2" && !(form.ContainsKey("retry") && form.ContainsKey("expire")))
            return Results.Json(new { errors = new[] { "retry must be supplied with priority=2" }, status = 0, request = "r1" }, statusCode: 400);

        Messages.Add(form);
        return form["priority"] == "2" ? Results.Json(new { status = 1, request = "r1", receipt = "rLqVuqTRh62UzxtmqiaLzQmVcPgiCy" }) : Results.Json(new { status = 1, request = "r1" });
    }
}

/// <summary>Speaks PagerDuty's Events API, version 2: one alert per key, whose triggers join it.</summary>
sealed class PagerDutyServer : ProviderFake
{
    public const string Key = "R0123456789ABCDEF0123456789ABCDE";

    public Dictionary<string, JsonElement> Alerts { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of alerts that were resolved.</summary>
    public List<string> Resolved { get; } = [];

    public override int Taken => Alerts.Count;

    public Uri Address => new(Root, "/v2/enqueue");

    protected override void Map(WebApplication app) => app.MapPost("/v2/enqueue", async (HttpContext context) =>
    {
        var asked = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        if (asked.GetProperty("routing_key").GetString() != Key)
            return Results.Json(new { status = "invalid event", message = "Event object is invalid", errors = new[] { "Invalid routing key" } }, statusCode: 400);

        if (asked.GetProperty("event_action").GetString() == "resolve")
            Resolved.Add(asked.GetProperty("dedup_key").GetString()!);
        else
            Alerts[asked.GetProperty("dedup_key").GetString()!] = asked;
        return Results.Json(new { status = "success", message = "Event processed", dedup_key = asked.GetProperty("dedup_key").GetString() }, statusCode: 202);
    });
}

/// <summary>A receiver of Standard Webhooks: checks the signature by itself and takes an id once.</summary>
sealed class WebhookServer : ProviderFake
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public Dictionary<string, JsonElement> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids as they came, repetitions too.</summary>
    public List<string> Ids { get; } = [];

    public override int Taken => Events.Count;

    public Uri Address => new(Root, "/hook");

    protected override void Map(WebApplication app) => app.MapPost("/hook", async (HttpContext context) =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{System.Text.Encoding.UTF8.GetString(body.ToArray())}";
        var mac = System.Security.Cryptography.HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), System.Text.Encoding.UTF8.GetBytes(signed));
        if (!headers["webhook-signature"].ToString().Split(' ').Contains($"v1,{Convert.ToBase64String(mac)}"))
            return Results.StatusCode(StatusCodes.Status401Unauthorized);

        Ids.Add(headers["webhook-id"].ToString());
        Events.TryAdd(headers["webhook-id"].ToString(), JsonSerializer.Deserialize<JsonElement>(body.ToArray()));
        return Results.StatusCode(StatusCodes.Status204NoContent);
    });
}
