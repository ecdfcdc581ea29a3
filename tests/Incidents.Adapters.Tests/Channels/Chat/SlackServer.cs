using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Adapters.Tests.Channels.Chat;

/// <summary>Speaks the four methods of Slack's Web API that we use: chat.postMessage, chat.update, conversations.history and conversations.replies.</summary>
sealed class SlackServer : ProviderFake
{
    public const string Token = "xoxb-1", Conversation = "C0123ABCD";

    int clock = 1_772_452_800;

    /// <summary>The conversation, by timestamp, in order; a reply has thread_ts.</summary>
    public ConcurrentDictionary<string, JsonObject> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>The error of every write; null: none.</summary>
    public string? Error { get; set; }

    /// <summary>How many messages a page of history has.</summary>
    public int PageSize { get; set; } = 100;

    public override int Taken => Messages.Count;

    public IEnumerable<JsonObject> InOrder => Messages.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Value);

    public Uri Address => new(Root, "/api/");

    /// <summary>Somebody else says something.</summary>
    public void Say(string text) => Keep(new JsonObject { ["text"] = text });

    // Else no message would ever be taken: each is looked for before it is sent.
    protected override bool Strikes(HttpContext context) => Misbehaviour != Misbehaviour.LosesTheAnswer || HttpMethods.IsPost(context.Request.Method);

    protected override void Map(WebApplication app)
    {
        app.MapPost("/api/chat.postMessage", (Delegate)PostAsync);
        app.MapPost("/api/chat.update", (Delegate)UpdateAsync);
        app.MapGet("/api/conversations.history", (HttpContext context) => Read(context, message => message["thread_ts"] is null));
        app.MapGet("/api/conversations.replies", (HttpContext context) => Read(context, message => (string?)message["thread_ts"] == context.Request.Query["ts"] || (string)message["ts"]! == context.Request.Query["ts"]));
    }

    async Task<IResult> PostAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } asked)
            return No("invalid_auth");

        return Error is not null ? No(Error) : Results.Json(new JsonObject { ["ok"] = true, ["channel"] = Conversation, ["ts"] = Keep(asked), ["message"] = asked.DeepClone() });
    }

    async Task<IResult> UpdateAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } asked)
            return No("invalid_auth");
        if (Error is not null)
            return No(Error);
        if (!Messages.TryGetValue((string)asked["ts"]!, out var there))
            return No("message_not_found");

        foreach (var (name, value) in asked)
            there[name] = value?.DeepClone();
        return Results.Json(new JsonObject { ["ok"] = true, ["ts"] = (string)asked["ts"]! });
    }

    IResult Read(HttpContext context, Func<JsonObject, bool> wanted)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
            return No("invalid_auth");

        Assert.Equal("true", context.Request.Query["include_all_metadata"]);
        Assert.Equal(Conversation, context.Request.Query["channel"]);
        var oldest = double.Parse(context.Request.Query["oldest"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var skip = int.Parse(context.Request.Query["cursor"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var all = InOrder.Reverse().Where(m => wanted(m) && double.Parse((string)m["ts"]!, CultureInfo.InvariantCulture) >= oldest).Skip(skip).ToList();
        return Results.Json(new JsonObject
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. all.Take(PageSize).Select(m => m.DeepClone())]),
            ["has_more"] = all.Count > PageSize,
            ["response_metadata"] = new JsonObject { ["next_cursor"] = all.Count > PageSize ? $"{skip + PageSize}" : "" },
        });
    }

    string Keep(JsonObject message)
    {
        var ts = $"{++clock}.000100";
        message["ts"] = ts;
        Messages[ts] = message;
        return ts;
    }

    static async Task<JsonObject?> ReadAsync(HttpContext context) => context.Request.Headers.Authorization == $"Bearer {Token}" ? (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))! : null;

    static IResult No(string error) => Results.Json(new JsonObject { ["ok"] = false, ["error"] = error });
}
