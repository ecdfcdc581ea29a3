using System.Text.Json;
using Incidents.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Speaks ntfy's wire format (publish as JSON).</summary>
sealed class NtfyServer : ProviderFake
{
    /// <summary>What it took, as ntfy parses it.</summary>
    public List<JsonElement> Messages { get; } = [];

    public override int Taken => Messages.Count;

    /// <summary>The Authorization header of the last request.</summary>
    public string? Authorization { get; private set; }

    public Uri Address => Root;

    public static async Task<NtfyServer> StartedAsync()
    {
        var server = new NtfyServer();
        await server.StartAsync();
        return server;
    }

    protected override void Map(WebApplication app) => app.MapPost("/", PublishAsync);

    async Task PublishAsync(HttpContext context)
    {
        Authorization = context.Request.Headers.Authorization;
        var message = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Messages.Add(message);
        await context.Response.WriteAsJsonAsync(new
        {
            id = "xE73Iyuabi",
            time = 1_673_542_291,
            expires = 1_673_585_491,
            @event = "message",
            topic = message.GetProperty("topic").GetString(),
            message = message.GetProperty("message").GetString(),
        });
    }
}
