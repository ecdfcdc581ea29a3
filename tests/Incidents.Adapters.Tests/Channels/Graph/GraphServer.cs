using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Incidents.Adapters.Tests.Channels.Graph;

/// <summary>Speaks the few pages of Microsoft Graph v1.0 that we use, on a free port, and misbehaves when told to.</summary>
sealed class GraphServer : IAsyncDisposable
{
    public const string Organiser = "0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11";

    readonly WebApplication app;
    readonly HttpClient http;

    GraphServer(WebApplication app)
    {
        this.app = app;
        // The library's own handlers, retries among them: one attempt must stay one.
        http = GraphClientFactory.Create();
    }

    public GraphServiceClient Client => new(http, new AnonymousAuthenticationProvider(), $"{app.Urls.Single()}/v1.0");

    /// <summary>Method and path of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Meetings by external id.</summary>
    public ConcurrentDictionary<string, JsonObject> Meetings { get; } = [];

    /// <summary>The organiser's calendar, by event id.</summary>
    public ConcurrentDictionary<string, JsonObject> Events { get; } = [];

    /// <summary>What was told to those invited to a cancelled meeting.</summary>
    public ConcurrentQueue<string> Cancelled { get; } = [];

    /// <summary>A calendar's marks in quarters of an hour, from the start that is asked for; a missing one cannot be read.</summary>
    public Dictionary<string, Func<DateTimeOffset, char>> Calendars { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers instead; true when it did.</summary>
    public Func<HttpContext, Task<bool>>? Answer { get; set; }

    /// <summary>Takes what is asked and then answers this.</summary>
    public int? AfterTheDeed { get; set; }

    public static async Task<GraphServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var server = new GraphServer(built);
        built.Use(server.MisbehaveAsync);
        const string User = $"/v1.0/users/{Organiser}";
        built.MapPost($"{User}/onlineMeetings/createOrGet", (Delegate)server.MeetAsync);
        built.MapPost($"{User}/calendar/getSchedule", (Delegate)server.ScheduleAsync);
        built.MapGet($"{User}/events", (Delegate)server.Find);
        built.MapPost($"{User}/events", (Delegate)server.BookAsync);
        built.MapPatch($"{User}/events/{{id}}", (Delegate)server.MoveAsync);
        built.MapPost($"{User}/events/{{id}}/cancel", (Delegate)server.CancelAsync);
        await built.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    public static Task Error(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message = "Said by Graph.", innerError = new { date = "2026-03-02T12:00:00" } } });
    }

    async Task MisbehaveAsync(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path.Value!.Replace($"/v1.0/users/{Organiser}", "", StringComparison.Ordinal)}");
        if (Answer is { } answer && await answer(context))
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
