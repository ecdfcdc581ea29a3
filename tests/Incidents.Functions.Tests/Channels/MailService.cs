using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Communication.Email;
using Incidents.Functions.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Incidents.Functions.Tests.Channels;

/// <summary>Speaks the wire format of Communication Services mail (operations under <c>/emails</c>) on a free port, and misbehaves when told to.</summary>
sealed class MailService : IAsyncDisposable
{
    readonly WebApplication app;

    MailService(WebApplication app) => this.app = app;

    /// <summary>The operation of each mail that was posted, taken or not.</summary>
    public ConcurrentQueue<string> Posted { get; } = [];

    /// <summary>Mails that were taken, by operation.</summary>
    public ConcurrentDictionary<string, JsonElement> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>What an operation is at when it is asked for the n-th time, from 1.</summary>
    public Func<int, string> Status { get; set; } = _ => "Succeeded";

    /// <summary>Answers a post in place of taking the mail; null: takes it.</summary>
    public Func<HttpContext, Task>? AnswerPost { get; set; }

    /// <summary>Answers a question, by its number from 1; null: with the status.</summary>
    public Func<HttpContext, int, Task>? AnswerQuestion { get; set; }

    public int Questions { get; private set; }

    public EmailClient Client => new($"endpoint={app.Urls.Single()}/;accesskey={Convert.ToBase64String(new byte[32])}", AcsMail.Options());

    public static async Task<MailService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var service = new MailService(built);
        built.Run(context => context.Request.Method == HttpMethods.Post ? service.PostAsync(context) : service.AskAsync(context));
        await built.StartAsync();
        return service;
    }

    /// <summary>Answers with the service's problem.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message = "ana@contoso.example cannot be reached." } });
    }

    /// <summary>Takes the mail as the service does.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        var operation = context.Request.Headers["Operation-Id"].ToString();
        Taken[operation] = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers["Operation-Location"] = $"{app.Urls.Single()}/emails/operations/{operation}?api-version=2025-09-01";
        await context.Response.WriteAsJsonAsync(new { id = operation, status = "Running" });
    }

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    Task PostAsync(HttpContext context)
    {
        Assert.Equal("/emails:send", context.Request.Path);
        Posted.Enqueue(context.Request.Headers["Operation-Id"].ToString());
        return AnswerPost is { } answer ? answer(context) : TakeAsync(context);
    }

    Task AskAsync(HttpContext context)
    {
        Questions++;
        var operation = context.Request.Path.Value!.Split('/')[^1];
        return AnswerQuestion is { } answer ? answer(context, Questions)
            : Taken.ContainsKey(operation) ? context.Response.WriteAsJsonAsync(new { id = operation, status = Status(Questions) })
            : ProblemAsync(context, StatusCodes.Status404NotFound, "NotFound");
    }
}
