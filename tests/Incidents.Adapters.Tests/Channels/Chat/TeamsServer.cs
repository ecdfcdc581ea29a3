using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Adapters.Tests.Channels.Chat;

/// <summary>A Teams workflow that is started by a web request: it queues what it takes and answers 202 with nothing.</summary>
sealed class TeamsServer : ProviderFake
{
    const string Path = "/workflows/0a1b/triggers/manual/paths/invoke";

    public List<JsonObject> Cards { get; } = [];

    public override int Taken => Cards.Count;

    public Uri Address => new(Root, $"{Path}?api-version=2016-06-01&sig=secret");

    protected override void Map(WebApplication app) => app.MapPost(Path, async (HttpContext context) =>
    {
        if (context.Request.Query["sig"] != "secret")
            return Results.StatusCode(StatusCodes.Status401Unauthorized);

        Cards.Add((await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))!);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    });
}
