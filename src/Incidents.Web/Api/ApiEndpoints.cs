using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Desk;
using Incidents.Rules;
using Incidents.Web.Console;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Api;

/// <summary>JSON for tools: read incidents, send a person's signals.</summary>
sealed class ApiEndpoints(IIncidentLog log, IncidentDesk desk, SignalDoor door, Visitors visitors, Guard guard, Approvals approvals, Func<PlanPolicy> policy, TimeProvider time)
{
    const int MostListed = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/incidents", (HttpContext http, ApiEndpoints me) => me.ListAsync(http)).WithName("ListIncidents")
            .WithSummary("The newest 200 incidents that you may see.").Produces<IReadOnlyList<IncidentSummary>>().ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapGet("/api/incidents/{id}", (HttpContext http, string id, ApiEndpoints me) => me.OneAsync(http, id)).WithName("GetIncident")
            .WithSummary("One incident with its steps and timeline.").Produces<IncidentDetail>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/api/incidents/{id}/signals/{name}", (HttpContext http, string id, string name, ApiEndpoints me) => me.TellAsync(http, id, name)).WithName("SendSignal")
            .WithSummary("Sends a signal. The body holds its fields without at and by; Idempotency-Key makes a repeat count once, and is refused (422) with another request.")
            .WithDescription($"Names: {string.Join(", ", SignalDoor.Names.Order(StringComparer.Ordinal))}. An answer-request whose choice needs a code also takes \"code\". 409 carries the plan's reason.")
            .Produces<SignalAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> ListAsync(HttpContext http)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return Unknown(http);
        }

        var seen = new List<IncidentSummary>();
        foreach (var head in await log.HeadsAsync(HeadFilter.All, MostListed, http.RequestAborted))
        {
            if (!head.Private || (await desk.LookAsync(head.Id, http.RequestAborted) is { } incident && Sight.Sees(incident, visitor.Person, policy())))
            {
                seen.Add(IncidentSummary.Of(head));
            }
        }

        return Results.Json(seen, LogJson.Options);
    }

    async Task<IResult> OneAsync(HttpContext http, string id)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return Unknown(http);
        }

        if (await desk.LookAsync(id, http.RequestAborted) is not { } i || !Sight.Sees(i, visitor.Person, policy()))
        {
            return NotThere();
        }

        var name = policy().Roster.NameOf;
        var story = await desk.StoryAsync(id, http.RequestAborted);
        var ledger = (await log.LedgerAsync(id, http.RequestAborted)).ToDictionary(entry => entry.EffectId, StringComparer.Ordinal);
        return Results.Json(new IncidentDetail(id, i.Title, i.Service, i.Phase, i.Severity, i.IsPrivate, i.Drill, i.Ended, i.Manager, i.Technical, i.Support, Plan.NextDeadline(i),
            (await log.HeadAsync(id, http.RequestAborted))?.Public, StepView.Of(i, name, policy().Time), [.. i.Requests.Where(r => r.Open).Select(r => r.Request)], [.. i.Undelivered.Keys],
            [.. story.Effects.Select(e => DeliveryEntry.Of(e.Id, e.Effect, ledger.GetValueOrDefault(e.Id), name))],
            [.. story.Lines.Select(line => new TimelineEntry(line.Sequence, line.At, StoryWords.Of(line, name, policy().Time)))]), LogJson.Options);
    }

    async Task<IResult> TellAsync(HttpContext http, string id, string name)
    {
        if (visitors.Of(http) is not { } visitor)
        {
            return Unknown(http);
        }

        if (!visitor.ByKey && !guard.IsOwnForm(http))
        {
            return Results.Problem("This request comes from another site.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (await desk.LookAsync(id, http.RequestAborted) is not { } incident || !Sight.Sees(incident, visitor.Person, policy()))
        {
            return NotThere();
        }

        if (!SignalDoor.Names.Contains(name))
        {
            return Results.Problem(door.Read(name, visitor.Person, []).Problem, statusCode: StatusCodes.Status404NotFound);
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 200)
        {
            return Results.Problem("An Idempotency-Key has at most 200 characters.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!Bodies.IsJson(http))
        {
            return Results.Problem("Send JSON as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (await Bodies.ReadAsync(http, Bodies.Console) is not { } body)
        {
            return Results.Problem("The body is larger than 512 KiB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        return Parse(body) is not { } fields ? Results.Problem("The body is no JSON object.", statusCode: StatusCodes.Status400BadRequest)
            : await TellAsync(incident, id, name, visitor, fields, key);
    }

    async Task<IResult> TellAsync(Incident incident, string id, string name, Visitor visitor, JsonObject fields, string key)
    {
        var code = name == "answer-request" && fields["code"] is JsonValue v && v.TryGetValue<string>(out var c) ? c : null;
        if (name == "answer-request")
        {
            fields.Remove("code");
        }

        if (door.Read(name, visitor.Person, fields) is not { Signal: { } signal } read)
        {
            return Results.Problem(door.Read(name, visitor.Person, fields).Problem, statusCode: StatusCodes.Status400BadRequest);
        }

        if (visitor.ByKey && signal is AnswerRequest a && incident.Request(a.RequestId) is { Open: true } asked && asked.Request.Choices.Any(x => x.Name == a.Choice && x.NeedsCode)
            && !approvals.IsCode(id, a.RequestId, visitor.Person, code ?? ""))
        {
            // Forgetting the code is no guess.
            if (!string.IsNullOrWhiteSpace(code))
            {
                await desk.TellAsync(new StoredSignal($"code/{Guid.CreateVersion7()}", id, new MistypeCode(time.GetUtcNow(), visitor.Person, a.RequestId)), CancellationToken.None);
            }

            return Results.Problem("This answer needs the six-digit code of the mail.", statusCode: StatusCodes.Status403Forbidden);
        }

        var said = read.Signal is AnswerRequest answer ? answer with { SignedIn = !visitor.ByKey } : read.Signal;
        if ((key.Length == 0 ? await door.TellAsync(id, SignalDoor.NewId(), said) : await door.TellOnceAsync(id, key, name, fields, said)) is not { } outcome)
        {
            return Results.Problem("This Idempotency-Key was used for another request. Nothing was done; send the same request again, or this one with a new key.",
                title: "The key was used before", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        return outcome.Kind == OutcomeKind.Refused ? Results.Problem(outcome.Reason, title: "The plan refuses this", statusCode: StatusCodes.Status409Conflict)
            : Results.Json(new SignalAnswer(outcome.SignalId, outcome.Kind), LogJson.Options);
    }

    static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static IResult NotThere() => Results.Problem("There is no such incident.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>What a program is told that shows no key.</summary>
    public static IResult Unknown(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("Sign in, or send a person's key as Authorization: Bearer.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
