using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Speaks ntfy's wire format (publish as JSON) on a free port, and misbehaves when told to.</summary>
sealed class NtfyServer : IAsyncDisposable
{
    readonly WebApplication app;

    NtfyServer(WebApplication app) => this.app = app;

    /// <summary>What it took, as ntfy parses it.</summary>
    public List<JsonElement> Taken { get; } = [];

    /// <summary>The Authorization header of the last request.</summary>
    public string? Authorization { get; private set; }

    /// <summary>How it answers; null: as ntfy does when all is well.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public Uri Address => new(app.Urls.Single());

    public static async Task<NtfyServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var server = new NtfyServer(built);
        built.MapPost("/", server.PublishAsync);
        await built.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task PublishAsync(HttpContext context)
    {
        Authorization = context.Request.Headers.Authorization;
        if (Answer is { } answer)
        {
            await answer(context);
            return;
        }

        var message = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Taken.Add(message);
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
