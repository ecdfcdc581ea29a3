using System.Globalization;
using Incidents.Desk;
using Incidents.Planned;
using Incidents.Public;
using Incidents.Web.Console;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Planned;

/// <summary>Planned maintenance in the console.</summary>
sealed class PlannedEndpoints(PlannedWorkDesk desk, PlannedDoor door, Visitors visitors, Guard guard, Func<PlanPolicy> policy, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/maintenance", (HttpContext http, PlannedEndpoints me) => me.ListAsync(http)).ExcludeFromDescription();
        routes.MapGet("/maintenance/{id}", (HttpContext http, string id, PlannedEndpoints me) => me.OneAsync(http, id)).ExcludeFromDescription();
        routes.MapPost("/maintenance", (HttpContext http, PlannedEndpoints me) => me.AddAsync(http)).ExcludeFromDescription();
        routes.MapPost("/maintenance/{id}/{order}", (HttpContext http, string id, string order, PlannedEndpoints me) => me.TellAsync(http, id, order)).ExcludeFromDescription();
    }

    async Task<IResult> ListAsync(HttpContext http) => visitors.Of(http) is not { } visitor ? await ConsoleEndpoints.SignInFirstAsync(http)
        : await ListPageAsync(visitor, StatusCodes.Status200OK, null, []);

    async Task<IResult> OneAsync(HttpContext http, string id) => visitors.Of(http) is not { } visitor ? await ConsoleEndpoints.SignInFirstAsync(http)
        : await desk.FindAsync(id, http.RequestAborted) is { } work ? await PageAsync(work, visitor, StatusCodes.Status200OK, null, []) : await NotThereAsync();

    async Task<IResult> AddAsync(HttpContext http)
    {
        var (visitor, form, problem) = await FormAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        form!.Remove("_key", out var key);
        var answer = await door.AddAsync(visitor!, key, Order(form, isNew: true));
        return answer.Kind == OutcomeKind.Refused ? await ListPageAsync(visitor!, StatusCodes.Status409Conflict, answer.Refusal, form) : new SeeOther($"/maintenance/{answer.Work!.Id}");
    }

    async Task<IResult> TellAsync(HttpContext http, string id, string name)
    {
        var (visitor, form, problem) = await FormAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        if (!PlannedDoor.Names.Contains(name) || await desk.FindAsync(id, http.RequestAborted) is not { } before)
        {
            return await NotThereAsync();
        }

        var order = Order(form!, isNew: false);
        var answer = await door.TellAsync(id, name, visitor!, name == "edit" ? OnlyChanged(order, before) : order);
        return answer.Kind == OutcomeKind.Refused ? await PageAsync(answer.Work ?? before, visitor!, StatusCodes.Status409Conflict, answer.Refusal, form!) : new SeeOther($"/maintenance/{id}");
    }

    // A form sends everything; what it left as it was is not a change.
    static MaintenanceOrder OnlyChanged(MaintenanceOrder o, PlannedWork w) => o with
    {
        Title = o.Title == w.Title ? null : o.Title,
        Text = w.IsPublic || o.Text == w.Text ? null : o.Text,
        // A form has no seconds.
        Start = o.Start == Minute(w.Start) ? null : o.Start,
        End = o.End == Minute(w.End) ? null : o.End,
        Services = o.Services is { } s && s.Select(x => (x.Service, x.Status)).OrderBy(x => x.Service, StringComparer.Ordinal).SequenceEqual(w.Services.Select(x => (x.Service, x.Status)).OrderBy(x => x.Service, StringComparer.Ordinal)) ? null : o.Services,
    };

    static DateTimeOffset Minute(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));

    // Empty means not said; a box that is not ticked is not sent, so the form says that it has boxes.
    MaintenanceOrder Order(Dictionary<string, string> form, bool isNew)
    {
        var boxes = isNew || form.ContainsKey("boxes");
        return new MaintenanceOrder(Said("title"), boxes ? [.. policy().Services.Keys.Where(id => Said($"status.{id}") is not null).Select(id => new ServiceImpact(id, Enum.Parse<ServiceStatus>(Said($"status.{id}")!)))] : null,
            Time("start"), Time("end"), boxes ? form.ContainsKey("startsItself") : null, boxes ? form.ContainsKey("endsItself") : null, Said("text"), Said("note"),
            int.TryParse(form.GetValueOrDefault("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null);

        string? Said(string name) => form.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text && (!name.StartsWith("status.", StringComparison.Ordinal) || Enum.TryParse<ServiceStatus>(text, out _)) ? text : null;

        // Read as it is shown: in the company's zone.
        DateTimeOffset? Time(string name) => DateTime.TryParseExact(Said(name), ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, policy().Hours.Zone.GetUtcOffset(local)).ToUniversalTime() : null;
    }

    async Task<(Visitor? Visitor, Dictionary<string, string>? Form, IResult? Problem)> FormAsync(HttpContext http)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return (null, null, await ConsoleEndpoints.SignInFirstAsync(http));
        }

        if (!guard.IsOwnForm(http))
        {
            return (null, null, await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site."));
        }

        // A program with a key goes through the API.
        return visitor.ByKey || await Bodies.FormAsync(http, Bodies.Console) is not { } form
            ? (null, null, await Html.MessageAsync(StatusCodes.Status400BadRequest, "Nothing was done", "The form is too long or not complete. Go back and try again."))
            : (visitor, form, null);
    }

    async Task<IResult> ListPageAsync(Visitor visitor, int status, string? problem, Dictionary<string, string> typed) => await Html.PageAsync<PlannedListPage>(status,
        ("Works", await desk.ListAsync(CancellationToken.None)), ("Policy", policy()), ("Person", visitor.Person), ("Now", time.GetUtcNow()), ("Problem", problem), ("Typed", typed), ("Key", Guid.NewGuid().ToString("N")));

    async Task<IResult> PageAsync(PlannedWork work, Visitor visitor, int status, string? problem, Dictionary<string, string> typed) => await Html.PageAsync<PlannedPage>(status,
        ("Work", work), ("Texts", desk.Texts), ("Policy", policy()), ("Person", visitor.Person), ("Now", time.GetUtcNow()), ("Problem", problem), ("Typed", typed));

    static Task<IResult> NotThereAsync() => Html.MessageAsync(StatusCodes.Status404NotFound, "There is no such maintenance", "The address was not copied whole.");
}
