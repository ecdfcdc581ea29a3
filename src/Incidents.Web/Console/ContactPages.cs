using Incidents.Desk;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Console;

/// <summary>How people are reached, with the last test; everybody may test their own contacts.</summary>
sealed class ContactPages(IEnumerable<IContactTests> tests, Visitors visitors, Guard guard, Func<PlanPolicy> policy)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/contacts", (HttpContext http, ContactPages me) => me.ShowAsync(http)).ExcludeFromDescription();
        routes.MapPost("/contacts/test", (HttpContext http, ContactPages me) => me.TestAsync(http)).ExcludeFromDescription();
    }

    async Task<IResult> ShowAsync(HttpContext http) => visitors.Of(http) is not { } visitor ? await ConsoleEndpoints.SignInFirstAsync(http) : await PageAsync(visitor, null, http.RequestAborted);

    async Task<IResult> TestAsync(HttpContext http)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await ConsoleEndpoints.SignInFirstAsync(http);
        }

        if (!guard.IsOwnForm(http) || visitor.ByKey)
        {
            return await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site.");
        }

        var tested = tests.FirstOrDefault() is { } one ? await one.TestAsync(visitor.Person, null, http.RequestAborted) : null;
        return await PageAsync(visitor, tested is null ? "Nothing was tested: a rehearsal reaches nobody." : tested.Wakes ? "The test is on its way to you." : "Nothing would wake you. See below.", http.RequestAborted);
    }

    async Task<IResult> PageAsync(Visitor visitor, string? said, CancellationToken ct) => await Html.PageAsync<ContactsPage>(StatusCodes.Status200OK,
        ("Reports", tests.FirstOrDefault() is { } one ? await one.ReportsAsync(ct) : []), ("Said", said), ("Person", visitor.Person), ("Policy", policy()));
}
