using System.Text;
using Incidents.Desk;
using Incidents.Desk.Subscribers;
using Incidents.Web.Console;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Incidents.Web.Subscribers;

/// <summary>
/// Subscribers in the console: listed, removed, erased, exported and imported. Addresses are other people's, so only managers, support contacts and the data protection officer see them.
/// </summary>
sealed partial class SubscriberConsole(SubscriberStore store, SubscriberDesk desk, SubscriberImport import, SubscriberAttempts attempts, SubscriberWeb web, Visitors visitors, Guard guard, Func<PlanPolicy> policy,
    ILogger<SubscriberConsole> logger)
{
    /// <summary>How many are listed at once.</summary>
    public const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subscribers", (HttpContext http, SubscriberConsole me) => me.AllowedAsync(http, visitor => me.PageAsync(http, visitor, StatusCodes.Status200OK))).ExcludeFromDescription();
        routes.MapPost("/subscribers/remove", (HttpContext http, SubscriberConsole me) => me.DoAsync(http, me.RemoveAsync)).ExcludeFromDescription();
        routes.MapPost("/subscribers/erase", (HttpContext http, SubscriberConsole me) => me.DoAsync(http, me.EraseAsync)).ExcludeFromDescription();
        routes.MapPost("/subscribers/export", (HttpContext http, SubscriberConsole me) => me.DoAsync(http, me.ExportAsync)).ExcludeFromDescription();
        routes.MapPost("/subscribers/import", (HttpContext http, SubscriberConsole me) => me.DoAsync(http, me.ImportAsync)).ExcludeFromDescription();
    }

    async Task<IResult> AllowedAsync(HttpContext http, Func<Visitor, Task<IResult>> act)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await ConsoleEndpoints.SignInFirstAsync(http);
        }

        var roster = policy().Roster;
        return roster.Has(visitor.Person, Role.Manager) || roster.Has(visitor.Person, Role.SupportContact) || roster.Has(visitor.Person, Role.DataProtectionOfficer) ? await act(visitor)
            : await Html.MessageAsync(StatusCodes.Status403Forbidden, "Subscribers", "Addresses of subscribers are shown to managers, support contacts and the data protection officer.");
    }

    Task<IResult> DoAsync(HttpContext http, Func<HttpContext, Visitor, Dictionary<string, string>, Task<IResult>> act) => AllowedAsync(http, async visitor =>
        !visitor.ByKey && !guard.IsOwnForm(http) ? await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site.")
        : await Bodies.FormAsync(http, Bodies.Console) is { } form ? await act(http, visitor, form)
        : await Html.MessageAsync(StatusCodes.Status400BadRequest, "Nothing was done", "The form is too long or not complete. A long list is imported in parts, or by the command line."));

    async Task<IResult> RemoveAsync(HttpContext http, Visitor visitor, Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("id", "") is not { Length: > 0 } id || !StoredRecord.IsKey(id) || await desk.FindAsync(id, http.RequestAborted) is null)
        {
            return await PageAsync(http, visitor, StatusCodes.Status404NotFound, "Nobody is subscribed there any more.");
        }

        await desk.LeaveAsync(id, http.RequestAborted);
        LogRemoved(logger, id, visitor.Person);
        return await PageAsync(http, visitor, StatusCodes.Status200OK, "Removed. The address is erased; its hash is kept, so that an import does not bring it back.");
    }

    async Task<IResult> EraseAsync(HttpContext http, Visitor visitor, Dictionary<string, string> form)
    {
        var any = false;
        foreach (var (way, address) in SubscriberExport.Ways(form.GetValueOrDefault("address", "")))
        {
            any |= await desk.EraseAsync(way, address, http.RequestAborted);
            LogErased(logger, desk.IdOf(way, address), visitor.Person);
        }

        return await PageAsync(http, visitor, any ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, any ? "Erased, with every trace." : "Nothing is kept of this address.");
    }

    async Task<IResult> ExportAsync(HttpContext http, Visitor visitor, Dictionary<string, string> form) => await SubscriberExport.JsonAsync(desk, form.GetValueOrDefault("address", ""), http.RequestAborted) is { } json
        ? Results.File(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8", "subscriber.json")
        : await PageAsync(http, visitor, StatusCodes.Status404NotFound, "Nothing is kept of this address.");

    async Task<IResult> ImportAsync(HttpContext http, Visitor visitor, Dictionary<string, string> form)
    {
        var report = await import.TakeAsync(StatuspageSubscribers.Read(form.GetValueOrDefault("csv", ""), web.Page.Services, web.PrivateAddresses), http.RequestAborted);
        LogImported(logger, report.Taken, visitor.Person);
        return await PageAsync(http, visitor, StatusCodes.Status200OK, $"{report.Taken} taken, {report.Same} there already, {report.NotTaken.Count} not taken.", report.NotTaken, report.Reasons);
    }

    async Task<IResult> PageAsync(HttpContext http, Visitor visitor, int status, string? said = null, IReadOnlyList<(int Line, string Why)>? notTaken = null,
        IReadOnlyList<(int Lines, string Why)>? reasons = null)
    {
        var after = http.Request.Query["after"].ToString();
        var (listed, next) = await store.ListAsync(StoredRecord.IsKey(after) ? after : null, PageSize, http.RequestAborted);
        return await Html.PageAsync<SubscriberListPage>(status, ("Listed", listed), ("Next", next), ("Said", said), ("NotTaken", notTaken ?? []), ("Reasons", reasons ?? []), ("Problem", attempts.Problem), ("IsOpen", web.IsOpen),
            ("Services", policy().Services), ("Name", policy().Roster.NameOf(visitor.Person)), ("Zone", policy().Hours.Zone));
    }

    [LoggerMessage(EventId = 4041, Level = LogLevel.Information, Message = "Subscriber {Subscriber} was removed by {Person}.")]
    static partial void LogRemoved(ILogger logger, string subscriber, string person);

    [LoggerMessage(EventId = 4042, Level = LogLevel.Information, Message = "What is kept of subscriber {Subscriber} was erased by {Person}.")]
    static partial void LogErased(ILogger logger, string subscriber, string person);

    [LoggerMessage(EventId = 4043, Level = LogLevel.Information, Message = "{Count} subscribers were imported by {Person}.")]
    static partial void LogImported(ILogger logger, int count, string person);
}
