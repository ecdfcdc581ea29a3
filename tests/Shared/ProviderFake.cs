using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Incidents.Tests;

/// <summary>How a provider misbehaves.</summary>
public enum Misbehaviour
{
    None,

    /// <summary>500.</summary>
    Fails,

    /// <summary>503, Retry-After in seconds.</summary>
    IsDownForSeconds,

    /// <summary>503, Retry-After as a date.</summary>
    IsDownUntilADate,

    /// <summary>429, Retry-After in seconds.</summary>
    IsAskedTooOften,

    /// <summary>Takes the request and never answers.</summary>
    Hangs,

    /// <summary>Answers one byte a second.</summary>
    Trickles,

    /// <summary>Reads the request and resets the connection.</summary>
    Resets,

    /// <summary>200 with a page of something in front of it.</summary>
    AnswersWithAPage,

    /// <summary>200 with <c>ok: false</c>.</summary>
    IsNotOk,

    /// <summary>302 to elsewhere.</summary>
    Redirects,

    /// <summary>Does what it is asked, and the answer is lost.</summary>
    LosesTheAnswer,
}

/// <summary>A provider's wire format on a free port, which misbehaves when told to. One start-up for all of them.</summary>
abstract class ProviderFake : IAsyncDisposable
{
    public const int RetryAfterSeconds = 7;

    WebApplication app = null!;

    /// <summary>Where it listens, without a path.</summary>
    public Uri Root => new(app.Urls.Single());

    /// <summary>How it misbehaves from now on.</summary>
    public Misbehaviour Misbehaviour { get; set; }

    /// <summary>Answers instead; null: as the provider does.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    /// <summary>Method and path of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>How many things it took: messages that people see.</summary>
    public abstract int Taken { get; }

    /// <summary>The date that it names in Retry-After.</summary>
    public DateTimeOffset DownUntil { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>Done once a request hangs or trickles.</summary>
    public TaskCompletionSource Stuck { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(MisbehaveAsync);
        Map(app);
        await app.StartAsync();
    }

    public Task StopAsync() => app.StopAsync();

    public virtual ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>The pages that it has.</summary>
    protected abstract void Map(WebApplication app);

    /// <summary>A path as the record of requests has it.</summary>
    protected virtual string Short(PathString path) => path;

    /// <summary>True for requests that the misbehaviour strikes.</summary>
    protected virtual bool Strikes(HttpContext context) => true;

    async Task MisbehaveAsync(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue($"{context.Request.Method} {Short(context.Request.Path)}");
        if (Answer is { } answer)
            await answer(context);
        else if (Misbehaviour == Misbehaviour.None || !Strikes(context))
            await next(context);
        else if (Misbehaviour == Misbehaviour.LosesTheAnswer)
            await LoseAsync(context, next);
        else
            await MisbehaveAsync(context);
    }

    static async Task LoseAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Body = Stream.Null;
        await next(context);
        context.Abort();
    }

    async Task MisbehaveAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        var response = context.Response;
        switch (Misbehaviour)
        {
            case Misbehaviour.Fails:
                response.StatusCode = 500;
                break;
            case Misbehaviour.IsDownForSeconds or Misbehaviour.IsAskedTooOften:
                response.StatusCode = Misbehaviour == Misbehaviour.IsAskedTooOften ? 429 : 503;
                response.Headers.RetryAfter = $"{RetryAfterSeconds}";
                break;
            case Misbehaviour.IsDownUntilADate:
                response.StatusCode = 503;
                response.Headers.RetryAfter = DownUntil.ToString("R");
                break;
            case Misbehaviour.Hangs:
                Stuck.TrySetResult();
                await GoneAsync(context);
                break;
            case Misbehaviour.Trickles:
                await TrickleAsync(context);
                break;
            case Misbehaviour.Resets:
                context.Abort();
                break;
            case Misbehaviour.AnswersWithAPage:
                response.ContentType = "text/html";
                await response.WriteAsync("<html><body>Just a moment...</body></html>");
                break;
            case Misbehaviour.IsNotOk:
                await response.WriteAsJsonAsync(new { ok = false, error = "internal_error" });
                break;
            case Misbehaviour.Redirects:
                response.StatusCode = 302;
                response.Headers.Location = "https://elsewhere.example/";
                break;
            default:
                throw new InvalidOperationException($"{Misbehaviour} is not known here.");
        }
    }

    async Task TrickleAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                Stuck.TrySetResult();
            }
            while (await pace.WaitForNextTickAsync(context.RequestAborted));
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }

    static async Task GoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var left = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
