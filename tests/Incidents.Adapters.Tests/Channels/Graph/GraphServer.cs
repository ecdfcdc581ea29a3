using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Incidents.Adapters.Tests.Channels.Graph;

/// <summary>Speaks the few pages of Microsoft Graph v1.0 that we use, on a free port, and misbehaves when told to.</summary>
sealed class GraphServer : ProviderFake
{
    public const string Organiser = "0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11";

    // The library's own handlers, retries among them: one attempt must stay one.
    readonly HttpClient http = GraphClientFactory.Create();

    public GraphServiceClient Client => new(http, new AnonymousAuthenticationProvider(), $"{Root.AbsoluteUri}v1.0");

    public override int Taken => Meetings.Count + Events.Count;

    /// <summary>Meetings by external id.</summary>
    public ConcurrentDictionary<string, JsonObject> Meetings { get; } = [];

    /// <summary>The organiser's calendar, by event id.</summary>
    public ConcurrentDictionary<string, JsonObject> Events { get; } = [];

    /// <summary>What was told to those invited to a cancelled meeting.</summary>
    public ConcurrentQueue<string> Cancelled { get; } = [];

    /// <summary>A calendar's marks in quarters of an hour, from the start that is asked for; a missing one cannot be read.</summary>
    public Dictionary<string, Func<DateTimeOffset, char>> Calendars { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers instead; true when it did.</summary>
    public Func<HttpContext, Task<bool>>? AnswerSome { get; set; }

    /// <summary>Takes what is asked and then answers this.</summary>
    public int? AfterTheDeed { get; set; }

    public static async Task<GraphServer> StartedAsync()
    {
        var server = new GraphServer();
        await server.StartAsync();
        return server;
    }

    public override async ValueTask DisposeAsync()
    {
        http.Dispose();
        await base.DisposeAsync();
    }

    protected override string Short(PathString path) => path.Value!.Replace($"/v1.0/users/{Organiser}", "", StringComparison.Ordinal);

    protected override void Map(WebApplication app)
    {
        app.Use(MisbehaveAsync);
        const string User = $"/v1.0/users/{Organiser}";
        app.MapPost($"{User}/onlineMeetings/createOrGet", (Delegate)MeetAsync);
        app.MapPost($"{User}/calendar/getSchedule", (Delegate)ScheduleAsync);
        app.MapGet($"{User}/events", (Delegate)Find);
        app.MapPost($"{User}/events", (Delegate)BookAsync);
        app.MapPatch($"{User}/events/{{id}}", (Delegate)MoveAsync);
        app.MapPost($"{User}/events/{{id}}/cancel", (Delegate)CancelAsync);
    }

    public static Task Error(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message = "Said by Graph.", innerError = new { date = "2026-03-02T12:00:00" } } });
    }

    async Task MisbehaveAsync(HttpContext context, RequestDelegate next)
    {
        if (AnswerSome is { } answer && await answer(context))
            return;

        if (AfterTheDeed is not { } status || context.Request.Method == "GET")
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        context.Response.Body = Stream.Null;
        await next(context);
        context.Response.Body = body;
        context.Response.ContentLength = null;
        await Error(context, status, "generalException");
    }

    async Task<IResult> MeetAsync(HttpContext context)
    {
        var asked = await ReadAsync(context);
        var made = new JsonObject
        {
            ["id"] = $"MSo{Meetings.Count}",
            ["externalId"] = (string)asked["externalId"]!,
            ["subject"] = (string?)asked["subject"],
            ["joinWebUrl"] = $"https://teams.example/l/meetup-join/{Meetings.Count}",
        };
        var there = Meetings.GetOrAdd((string)asked["externalId"]!, made);
        return Results.Json(there, statusCode: ReferenceEquals(there, made) ? 201 : 200);
    }

    async Task<IResult> ScheduleAsync(HttpContext context)
    {
        var asked = await ReadAsync(context);
        var from = Time(asked["startTime"]);
        var marks = (int)Math.Ceiling((Time(asked["endTime"]) - from).TotalMinutes / (int)asked["availabilityViewInterval"]!);
        var value = asked["schedules"]!.AsArray().Select(schedule => (string)schedule!).Select(address => Calendars.TryGetValue(address, out var calendar)
            ? new JsonObject { ["scheduleId"] = address, ["availabilityView"] = string.Concat(Enumerable.Range(0, marks).Select(m => calendar(from.AddMinutes(15 * m)))) }
            : new JsonObject { ["scheduleId"] = address, ["availabilityView"] = "", ["error"] = new JsonObject { ["responseCode"] = "ErrorMailRecipientNotFound", ["message"] = "Unable to resolve." } });
        return Results.Json(new JsonObject { ["value"] = new JsonArray([.. value]) });
    }

    IResult Find(HttpContext context)
    {
        var filter = (string)context.Request.Query["$filter"]!;
        var match = Regex.Match(filter, "^singleValueExtendedProperties/Any\\(ep: ep/id eq '(.*)' and ep/value eq '(.*)'\\)$");
        Assert.True(match.Success, filter);
        var effect = Regex.Match((string)context.Request.Query["$expand"]!, "^singleValueExtendedProperties\\(\\$filter=id eq '(.*)'\\)$").Groups[1].Value;
        Assert.Equal("outlook.timezone=\"UTC\"", context.Request.Headers["Prefer"]);
        var found = Events.Values.Where(e => Value(e, match.Groups[1].Value) == match.Groups[2].Value).Select(e => new JsonObject
        {
            ["id"] = (string)e["id"]!,
            ["start"] = e["start"]!.DeepClone(),
            ["isCancelled"] = false,
            ["singleValueExtendedProperties"] = new JsonArray(new JsonObject { ["id"] = effect, ["value"] = Value(e, effect) }),
        });
        return Results.Json(new JsonObject { ["value"] = new JsonArray([.. found]) });
    }

    async Task<IResult> BookAsync(HttpContext context)
    {
        var asked = await ReadAsync(context);
        if (Events.Values.FirstOrDefault(e => (string)e["transactionId"]! == (string)asked["transactionId"]!) is { } there)
            return Results.Json(there, statusCode: 201);

        asked["id"] = $"AAMk{Events.Count}";
        Events[(string)asked["id"]!] = asked;
        return Results.Json(asked, statusCode: 201);
    }

    async Task<IResult> MoveAsync(HttpContext context, string id)
    {
        foreach (var (name, value) in await ReadAsync(context))
            Events[id][name] = value?.DeepClone();
        return Results.Json(Events[id]);
    }

    async Task<IResult> CancelAsync(HttpContext context, string id)
    {
        Cancelled.Enqueue((string)(await ReadAsync(context))["comment"]!);
        return Events.TryRemove(id, out _) ? Results.Accepted() : Results.NotFound();
    }

    // The library writes the parameters of actions with a capital, the documentation without; Graph takes both.
    static async Task<JsonObject> ReadAsync(HttpContext context) =>
        (await JsonNode.ParseAsync(context.Request.Body, new JsonNodeOptions { PropertyNameCaseInsensitive = true }))!.AsObject();

    static string? Value(JsonObject e, string property) => (string?)e["singleValueExtendedProperties"]!.AsArray().FirstOrDefault(p => (string)p!["id"]! == property)?["value"];

    public static DateTimeOffset Time(JsonNode? node)
    {
        Assert.Equal("UTC", (string)node!["timeZone"]!);
        return DateTimeOffset.Parse((string)node["dateTime"]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
