using System.Globalization;
using System.Text.Json.Nodes;
using Incidents.Desk;
using Incidents.Rules;
using Incidents.Web.Api;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Incidents.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Console;

/// <summary>The responders' console.</summary>
sealed class ConsoleEndpoints(IIncidentLog log, IncidentDesk desk, Heartbeats heartbeats, AlertPulls pulls, PlannedWorkDesk planned, SignalDoor door, Visitors visitors, Guard guard, Func<PlanPolicy> policy, TimeProvider time, IEnumerable<ChannelStates> channels,
    IEnumerable<IContactTests> contacts)
{
    const int MostListed = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents", (HttpContext http, ConsoleEndpoints me) => me.ListAsync(http)).ExcludeFromDescription();
        routes.MapGet("/incidents/{id}", (HttpContext http, string id, ConsoleEndpoints me) => me.OneAsync(http, id)).ExcludeFromDescription();
        routes.MapGet("/incidents/{id}/timeline", (HttpContext http, string id, ConsoleEndpoints me) => me.TimelineAsync(http, id)).ExcludeFromDescription();
        routes.MapPost("/incidents/{id}/signals/{name}", (HttpContext http, string id, string name, ConsoleEndpoints me) => me.TellAsync(http, id, name)).ExcludeFromDescription();
    }

    async Task<IResult> ListAsync(HttpContext http)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await SignInFirstAsync(http);
        }

        var rows = new List<(IncidentHead Head, Incident? Incident, int Waiting)>();
        foreach (var head in await log.HeadsAsync(HeadFilter.All, MostListed, http.RequestAborted))
        {
            // Only open ones can wait for somebody; the others are listed from their heads.
            var incident = head.Ended && !head.Private ? null : await desk.LookAsync(head.Id, http.RequestAborted);
            if (incident is null ? !head.Private : Sight.Sees(incident, visitor.Person, policy()))
            {
                rows.Add((head, incident, incident is null ? 0 : Mine(incident, visitor.Person).Count));
            }
        }

        return await Html.PageAsync<ListPage>(StatusCodes.Status200OK, ("Rows", rows), ("Channels", channels.SelectMany(states => states.All).ToList()), ("Services", policy().Services), ("Name", policy().Roster.NameOf(visitor.Person)), ("Zone", policy().Hours.Zone), ("Exercise", policy().Drill), ("Heartbeats", await heartbeats.LookAsync(http.RequestAborted)), ("Pulls", await pulls.LookAsync(http.RequestAborted)), ("Quarantined", await log.QuarantineCountAsync(QuarantineEndpoints.MostShown + 1, http.RequestAborted)),
            ("OnCall", await OnCallNow.ReadAsync(policy().Roster.Rotation, contacts.FirstOrDefault(), time.GetUtcNow(), http.RequestAborted)), ("Roster", policy().Roster),
            ("Planned", (await planned.ListAsync(http.RequestAborted)).Where(w => w.IsOn || w.Concern(time.GetUtcNow()) is not null).ToList()), ("Now", time.GetUtcNow()));
    }

    async Task<IResult> OneAsync(HttpContext http, string id) => visitors.Of(http) is not { } visitor ? await SignInFirstAsync(http)
        : await SeenAsync(id, visitor) is { } incident ? await PageAsync(id, incident, visitor, StatusCodes.Status200OK) : await NotThereAsync();

    async Task<IResult> TimelineAsync(HttpContext http, string id)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await SignInFirstAsync(http);
        }

        return await SeenAsync(id, visitor) is not { } incident ? await NotThereAsync()
            : await Html.PageAsync<TimelinePage>(StatusCodes.Status200OK, ("Id", id), ("Incident", incident), ("Policy", policy()), ("Person", visitor.Person), ("Lines", (await desk.StoryAsync(id, http.RequestAborted)).Lines));
    }

    async Task<IResult> TellAsync(HttpContext http, string id, string name)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return await SignInFirstAsync(http);
        }

        if (!guard.IsOwnForm(http))
        {
            return await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site.");
        }

        // Publishing with a program's key goes through the API, which asks for the code.
        if (visitor.ByKey || !SignalDoor.Names.Contains(name) || await SeenAsync(id, visitor) is not { } incident)
        {
            return await NotThereAsync();
        }

        if (await Bodies.FormAsync(http, Bodies.Console) is not { } form)
        {
            return await Html.MessageAsync(StatusCodes.Status400BadRequest, "Nothing was done", "The form is too long or not complete. Go back and try again.");
        }

        form.Remove("_key", out var key);
        form.Remove("_back", out var back);
        var fields = Fields(name, form, policy().Hours.Zone);
        var (signal, problem) = door.Read(name, visitor.Person, fields);
        if (signal is null)
        {
            return await PageAsync(id, incident, visitor, StatusCodes.Status400BadRequest, name, problem, form);
        }

        var outcome = await door.TellAsync(id, SignalDoor.IdOfForm(visitor.Person, key, name, fields), signal is AnswerRequest answer ? answer with { SignedIn = true } : signal);
        var now = await desk.LookAsync(id, CancellationToken.None) ?? incident;
        return outcome.Kind == OutcomeKind.Refused ? await PageAsync(id, now, visitor, StatusCodes.Status409Conflict, name, outcome.Reason, form)
            : new SeeOther($"/incidents/{Uri.EscapeDataString(id)}{(back == "told" ? "/told" : "")}");
    }

    async Task<IResult> PageAsync(string id, Incident incident, Visitor visitor, int status, string? refused = null, string? problem = null, Dictionary<string, string>? typed = null) =>
        await Html.PageAsync<IncidentPage>(status, ("Id", id), ("Incident", incident), ("Policy", policy()), ("Person", visitor.Person), ("Story", await desk.StoryAsync(id, CancellationToken.None)),
            ("Mine", Mine(incident, visitor.Person)), ("Refused", refused), ("Problem", problem), ("Typed", typed ?? []));

    // What a browser sends is text; the table of forms knows what each field is. Empty means not said. Times are read as they are shown: in the company's zone.
    static JsonObject Fields(string name, Dictionary<string, string> form, TimeZoneInfo zone)
    {
        var table = SignalForms.All.FirstOrDefault(f => f.Signal == name)?.Fields ?? [];
        var fields = new JsonObject();
        foreach (var (field, text) in form)
        {
            fields[field] = table.FirstOrDefault(f => f.Name == field)?.Kind switch
            {
                _ when field == "note" && text.Trim().Length == 0 && name == "answer-request" => null,
                FieldKind.Number => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : text.Trim().Length == 0 ? null : JsonValue.Create(text),
                FieldKind.Check => text is "on" or "true",
                FieldKind.Time => DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var t) ? JsonValue.Create(new DateTimeOffset(t, zone.GetUtcOffset(t)).ToUniversalTime()) : null,
                FieldKind.Choice when text.Length == 0 => null,
                _ => JsonValue.Create(text),
            };
        }

        foreach (var check in table.Where(f => f.Kind == FieldKind.Check && !form.ContainsKey(f.Name)))
        {
            fields[check.Name] = false;
        }

        return fields;
    }

    List<RequestState> Mine(Incident incident, string person) => [.. incident.Requests.Where(r => r.Open && r.Request.Approvers.Contains(person) && r.Request.ExpiresAt > time.GetUtcNow())];

    async Task<Incident?> SeenAsync(string id, Visitor visitor) => await desk.LookAsync(id, CancellationToken.None) is { } incident && Sight.Sees(incident, visitor.Person, policy()) ? incident : null;

    /// <summary>What somebody sees who is not signed in.</summary>
    public static Task<IResult> SignInFirstAsync(HttpContext http) => Html.PageAsync<SignInPage>(StatusCodes.Status401Unauthorized,
        ("Continue", HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["Sec-Fetch-Site"] == "cross-site" ? http.Request.Path.ToUriComponent() : null));

    /// <summary>What somebody sees who may not see an incident, or where there is none.</summary>
    public static Task<IResult> NotThereAsync() => Html.MessageAsync(StatusCodes.Status404NotFound, "There is no such incident", "It may be private, or the address was not copied whole.");
}
