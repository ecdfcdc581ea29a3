using System.Text;
using Incidents.Desk;
using Incidents.Desk.Subscribers;
using Incidents.StatusPage;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Incidents.Web.Subscribers;

/// <summary>
/// Where the status page's form posts to, and the links in subscribers' mails. Following a link changes nothing, since mail scanners do: a button, or a mail program's one-click POST, does.
/// No answer tells whether an address is known.
/// </summary>
sealed partial class SubscriberEndpoints(SubscriberDesk desk, SubscriberKeys keys, SubscriberQuestions questions, SubscriberPages pages, SubscriberWeb web, ClientLimits limits, IAfterAnswer after, TimeProvider time,
    ILogger<SubscriberEndpoints> logger)
{
    const string OneClick = "List-Unsubscribe";

    public static void Map(IEndpointRouteBuilder routes)
    {
        string[] look = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/subscriptions", look, (SubscriberEndpoints me) => me.ToThePage()).ExcludeFromDescription();
        routes.MapPost("/subscriptions", (HttpContext http, SubscriberEndpoints me) => me.OpenAsync(() => me.AskAsync(http))).ExcludeFromDescription();
        routes.MapMethods("/subscriptions/confirm/{token}", look, (HttpContext http, string token, SubscriberEndpoints me) => me.OpenAsync(() => me.QuestionAsync(http, token))).ExcludeFromDescription();
        routes.MapPost("/subscriptions/confirm/{token}", (HttpContext http, string token, SubscriberEndpoints me) => me.OpenAsync(() => me.ConfirmAsync(http, token))).ExcludeFromDescription();
        routes.MapMethods("/subscriptions/{token}", look, (HttpContext http, string token, SubscriberEndpoints me) => me.OpenAsync(() => me.PreferencesAsync(http, token))).ExcludeFromDescription();
        routes.MapPost("/subscriptions/{token}", (HttpContext http, string token, SubscriberEndpoints me) => me.OpenAsync(() => me.ChangeAsync(http, token))).ExcludeFromDescription();
    }

    IResult ToThePage() => web.IsOpen ? new SeeOther($"{web.Page.BaseUrl.AbsoluteUri.TrimEnd('/')}/subscribe/") : Results.NotFound();

    async Task<IResult> OpenAsync(Func<Task<IResult>> act)
    {
        if (!web.IsOpen)
        {
            return Results.NotFound();
        }

        try
        {
            return await act();
        }
        catch (LogUnavailableException exception)
        {
            LogNoRecord(logger, exception);
            return await SayAsync(SubscriberWord.NotNow, StatusCodes.Status503ServiceUnavailable);
        }
    }

    async Task<IResult> AskAsync(HttpContext http)
    {
        if (!limits.Take(http))
        {
            http.Response.Headers.RetryAfter = "600";
            return await SayAsync(SubscriberWord.TooMany, StatusCodes.Status429TooManyRequests);
        }

        var form = await Bodies.FormAsync(http, Bodies.Approval) ?? [];
        var (services, reports) = (web.Chosen(form.GetValueOrDefault("service")), form.ContainsKey("reports"));
        var (mail, hook) = (form.GetValueOrDefault("mail"), web.Webhooks ? form.GetValueOrDefault("webhook") : null);
        var (way, address) = hook is null ? (SubscriberWay.Mail, SubscriberAddress.Mail(mail)) : (SubscriberWay.Webhook, SubscriberAddress.Webhook(hook, web.PrivateAddresses));
        if (address is null)
        {
            return await PageAsync(new SubscriberView.Form(hook is null ? SubscriberField.Mail : SubscriberField.Webhook, mail, hook, services, reports), StatusCodes.Status400BadRequest);
        }

        // Stored before the answer, asked after it: the answer takes the same time for every address, and a crash forgets nothing.
        await desk.AskAsync(way, address, services, reports, http.RequestAborted);
        after.Run(SendQuestionsAsync);
        return await SayAsync(way == SubscriberWay.Mail ? SubscriberWord.LookIntoMail : SubscriberWord.LookAtEndpoint, StatusCodes.Status200OK);
    }

    async Task SendQuestionsAsync()
    {
        try
        {
            await questions.RoundAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotAsked(logger, exception);
        }
    }

    async Task<IResult> QuestionAsync(HttpContext http, string token)
    {
        if (keys.Asked(token, time.GetUtcNow()) is not { } id)
        {
            return await UnknownAsync();
        }

        return await desk.AskedAsync(id, http.RequestAborted) is { } ask ? await PageAsync(new SubscriberView.Confirm(ask.Address, ask.Services), StatusCodes.Status200OK)
            : await desk.FindAsync(id, http.RequestAborted) is { State: SubscriberState.Active } ? await SayAsync(SubscriberWord.Confirmed, StatusCodes.Status200OK) : await UnknownAsync();
    }

    async Task<IResult> ConfirmAsync(HttpContext http, string token)
    {
        if (keys.Asked(token, time.GetUtcNow()) is not { } id || await desk.ConfirmAsync(id, http.RequestAborted) == Confirmation.Nothing)
        {
            return await UnknownAsync();
        }

        return await SayAsync(SubscriberWord.Confirmed, StatusCodes.Status200OK);
    }

    async Task<IResult> PreferencesAsync(HttpContext http, string token) => keys.Managed(token) is not { } id ? await UnknownAsync() : await ShowAsync(await desk.FindAsync(id, http.RequestAborted), saved: false);

    async Task<IResult> ChangeAsync(HttpContext http, string token)
    {
        if (keys.Managed(token) is not { } id)
        {
            return await UnknownAsync();
        }

        var form = await FormAsync(http);
        if (form.ContainsKey(OneClick) || form.GetValueOrDefault("do") == "leave")
        {
            await desk.LeaveAsync(id, http.RequestAborted);
            LogLeft(logger, id);
            return await SayAsync(SubscriberWord.Gone, StatusCodes.Status200OK);
        }

        var saved = form.GetValueOrDefault("do") == "save";
        return await ShowAsync(saved ? await desk.WishAsync(id, web.Chosen(form.GetValueOrDefault("service")), form.ContainsKey("reports"), http.RequestAborted) : await desk.FindAsync(id, http.RequestAborted), saved);
    }

    // RFC 8058: a mail program sends the one field as either kind of form.
    static async Task<Dictionary<string, string>> FormAsync(HttpContext http)
    {
        if (!(http.Request.ContentType ?? "").StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await Bodies.FormAsync(http, Bodies.Approval) ?? [];
        }

        var body = Encoding.UTF8.GetString(await Bodies.ReadAsync(http, Bodies.Approval) ?? []);
        return body.Contains($"name=\"{OneClick}\"", StringComparison.Ordinal) ? new(StringComparer.Ordinal) { [OneClick] = "One-Click" } : [];
    }

    Task<IResult> ShowAsync(Subscriber? who, bool saved) => who is null or { State: SubscriberState.Left } ? SayAsync(SubscriberWord.Gone, StatusCodes.Status200OK)
        : PageAsync(new SubscriberView.Preferences(who.Address, who.Services, who.Reports, saved, who.State == SubscriberState.Suppressed, who.Secret), StatusCodes.Status200OK);

    Task<IResult> UnknownAsync() => SayAsync(SubscriberWord.LinkUnknown, StatusCodes.Status404NotFound);

    Task<IResult> SayAsync(SubscriberWord word, int status) => PageAsync(new SubscriberView.Said(word), status);

    async Task<IResult> PageAsync(SubscriberView view, int status) => new PublicPageResult(await pages.RenderAsync(view), status);

    // The page's own policy is in its head; the console's style sheet is not its.
    sealed class PublicPageResult(string html, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            httpContext.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'";
            return httpContext.Response.WriteAsync(html);
        }
    }

    [LoggerMessage(EventId = 4031, Level = LogLevel.Error, Message = "The record of subscribers cannot be written; they are asked to try again.")]
    static partial void LogNoRecord(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4032, Level = LogLevel.Error, Message = "Questions to subscribers could not be sent; the next round tries again.")]
    static partial void LogNotAsked(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4033, Level = LogLevel.Information, Message = "Subscriber {Subscriber} left.")]
    static partial void LogLeft(ILogger logger, string subscriber);
}
