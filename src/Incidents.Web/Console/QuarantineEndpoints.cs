using Incidents.Desk;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Console;

/// <summary>What could not be mapped, as a page: tried again or discarded by whoever is signed in.</summary>
sealed class QuarantineEndpoints(IIncidentLog log, QuarantineDesk desk, Visitors visitors, Guard guard, Func<PlanPolicy> policy)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 1_000;

    /// <summary>How many the page shows.</summary>
    public const int MostShown = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/quarantine", (HttpContext http, QuarantineEndpoints me) => me.ShowAsync(http)).ExcludeFromDescription();
        routes.MapPost("/quarantine/retry", (HttpContext http, QuarantineEndpoints me) => me.DoAsync(http, me.RetryAsync)).ExcludeFromDescription();
        routes.MapPost("/quarantine/discard", (HttpContext http, QuarantineEndpoints me) => me.DoAsync(http, me.DiscardAsync)).ExcludeFromDescription();
    }

    /// <summary>The outcome in a sentence.</summary>
    public static string Words(Retried retried) => retried.Outcome switch
    {
        RetryOutcome.Taken => "It was understood: its alerts are with their incidents.",
        RetryOutcome.Quarantined => $"It cannot be understood still: {retried.Reason}",
        RetryOutcome.Waiting => "It could not be served now and is tried again within a minute.",
        _ => "It is not in quarantine any more.",
    };

    async Task<IResult> ShowAsync(HttpContext http) => visitors.Of(http) is not { } visitor ? await ConsoleEndpoints.SignInFirstAsync(http) : await PageAsync(http, visitor, StatusCodes.Status200OK, null);

    async Task<IResult> DoAsync(HttpContext http, Func<Dictionary<string, string>, Visitor, CancellationToken, Task<(int Status, string Said)>> act)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await ConsoleEndpoints.SignInFirstAsync(http);
        }

        if (!guard.IsOwnForm(http))
        {
            return await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site.");
        }

        // A program with a key goes through the API.
        if (visitor.ByKey || await Bodies.FormAsync(http, Bodies.Console) is not { } form || !form.ContainsKey("input"))
        {
            return await Html.MessageAsync(StatusCodes.Status400BadRequest, "Nothing was done", "The form is not complete. Go back and try again.");
        }

        var (status, said) = await act(form, visitor, http.RequestAborted);
        return await PageAsync(http, visitor, status, said);
    }

    async Task<(int Status, string Said)> RetryAsync(Dictionary<string, string> form, Visitor visitor, CancellationToken ct)
    {
        var retried = await desk.RetryAsync(form["input"], ct);
        return (retried.Outcome == RetryOutcome.NotThere ? StatusCodes.Status409Conflict : StatusCodes.Status200OK, Words(retried));
    }

    async Task<(int Status, string Said)> DiscardAsync(Dictionary<string, string> form, Visitor visitor, CancellationToken ct)
    {
        var reason = form.GetValueOrDefault("reason", "").Trim();
        return reason.Length is 0 or > MaxReason ? (StatusCodes.Status400BadRequest, "Nothing was done: say in at most 1,000 characters why it is discarded.")
            : await desk.DiscardAsync(form["input"], visitor.Person, reason, ct) ? (StatusCodes.Status200OK, "It is discarded. It is kept below, with your name and the reason.")
            : (StatusCodes.Status409Conflict, "It is not in quarantine any more.");
    }

    async Task<IResult> PageAsync(HttpContext http, Visitor visitor, int status, string? said) => await Html.PageAsync<QuarantinePage>(status,
        ("Inputs", await log.QuarantineAsync(MostShown, http.RequestAborted)), ("Discarded", await log.DiscardedAsync(MostShown, http.RequestAborted)), ("Said", said),
        ("NameOf", (Func<string, string>)policy().Roster.NameOf), ("Name", policy().Roster.NameOf(visitor.Person)), ("Zone", policy().Hours.Zone));
}
