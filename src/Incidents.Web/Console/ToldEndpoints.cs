using Incidents.Desk;
using Incidents.Rules;
using Incidents.Web.Api;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Console;

/// <summary>Who was told what: a page of the console, and the same for tools.</summary>
sealed class ToldEndpoints(IIncidentLog log, IncidentDesk desk, Visitors visitors, Func<PlanPolicy> policy)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents/{id}/told", (HttpContext http, string id, ToldEndpoints me) => me.ShowAsync(http, id)).ExcludeFromDescription();
        routes.MapGet("/api/incidents/{id}/told", (HttpContext http, string id, ToldEndpoints me) => me.TellAsync(http, id)).WithName("GetTold")
            .WithSummary("Who was told what: every announcement and message with where its delivery stands, and who is owed the word that it ended.")
            .WithDescription("send-again and mark-delivered (by effectId) and mark-told (by who) are signals. state: Planned, Attempting, Waiting, Delivered, Unknown, Refused, GivenUp, NotNeeded, MarkedAsDone, SentAgain.")
            .Produces<ToldBook>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
    }

    async Task<IResult> ShowAsync(HttpContext http, string id)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await ConsoleEndpoints.SignInFirstAsync(http);
        }

        return await ReadAsync(id, visitor, http.RequestAborted) is not var (incident, book) ? await ConsoleEndpoints.NotThereAsync()
            : await Html.PageAsync<ToldPage>(StatusCodes.Status200OK, ("Id", id), ("Incident", incident), ("Policy", policy()), ("Person", visitor.Person), ("Book", book));
    }

    async Task<IResult> TellAsync(HttpContext http, string id)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return ApiEndpoints.Unknown(http);
        }

        return await ReadAsync(id, visitor, http.RequestAborted) is not var (_, book) ? Results.Problem("There is no such incident.", statusCode: StatusCodes.Status404NotFound)
            : Results.Json(book, LogJson.Options);
    }

    async Task<(Incident, ToldBook)?> ReadAsync(string id, Visitor visitor, CancellationToken ct) => await desk.LookAsync(id, ct) is { } incident && Sight.Sees(incident, visitor.Person, policy())
        ? (incident, ToldBook.Of(incident, await desk.StoryAsync(id, ct), await log.LedgerAsync(id, ct))) : null;
}
