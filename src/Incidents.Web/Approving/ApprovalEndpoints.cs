using System.Security.Cryptography;
using System.Text;
using Incidents.Desk;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Approving;

/// <summary>The mailed link: GET shows, POST decides, and the plan has the last word.</summary>
sealed class ApprovalEndpoints(IncidentDesk desk, Approvals approvals, Func<PlanPolicy> policy, WebOptions options, TimeProvider time) : IDisposable
{
    // Codes are checked one at a time, so that many guesses at once cannot overtake the count of wrong ones.
    readonly SemaphoreSlim oneAtATime = new(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/a/{token}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string token, ApprovalEndpoints me) => me.ShowAsync(token, http.RequestAborted)).ExcludeFromDescription();
        routes.MapPost("/a/{token}", (HttpContext http, string token, ApprovalEndpoints me) => me.DecideAsync(http, token)).ExcludeFromDescription();
    }

    public void Dispose() => oneAtATime.Dispose();

    async Task<IResult> ShowAsync(string token, CancellationToken ct) =>
        await FindAsync(token, ct) is { } asked ? await PageAsync(asked, StatusCodes.Status200OK) : await UnknownAsync();

    async Task<IResult> DecideAsync(HttpContext http, string token)
    {
        if (http.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
        {
            return await Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was decided", "This form was sent from another site. Open the link from your mail and decide there.");
        }

        if (http.Request.ContentLength > Bodies.Approval)
        {
            return await Html.MessageAsync(StatusCodes.Status413PayloadTooLarge, "Too long", "Nothing was decided. Go back and write a shorter note.");
        }

        if (await Bodies.FormAsync(http, Bodies.Approval) is not { } form)
        {
            return await Html.MessageAsync(StatusCodes.Status400BadRequest, "Nothing was decided", "Open the link from your mail and decide there.");
        }

        await oneAtATime.WaitAsync(http.RequestAborted);
        try
        {
            return await FindAsync(token, http.RequestAborted) is { } asked ? await DecideAsync(asked, form) : await UnknownAsync();
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    async Task<IResult> DecideAsync(Asked asked, Dictionary<string, string> form)
    {
        var note = form.GetValueOrDefault("note", "").Trim();
        if (asked.State.Request.Choices.FirstOrDefault(c => c.Name == form.GetValueOrDefault("choice")) is not { } choice)
        {
            return await PageAsync(asked, StatusCodes.Status400BadRequest, "Nothing was decided. Choose an answer first.", form);
        }

        if (asked.State.Open && choice.NeedsCode && !approvals.IsCode(asked.Link.IncidentId, asked.Link.RequestId, asked.Link.Person, form.GetValueOrDefault("code", "")))
        {
            if (string.IsNullOrWhiteSpace(form.GetValueOrDefault("code")))
            {
                // Forgetting the code is no guess.
                return await PageAsync(asked, StatusCodes.Status400BadRequest, "Nothing was decided. This answer needs the six-digit code of your mail.", form);
            }

            await desk.TellAsync(new StoredSignal($"code/{Guid.CreateVersion7()}", asked.Link.IncidentId, new MistypeCode(time.GetUtcNow(), asked.Link.Person, asked.Link.RequestId)), CancellationToken.None);
            return await FindAsync(asked.Link, CancellationToken.None) is { } left
                ? await PageAsync(left, StatusCodes.Status403Forbidden, "That is not the code in the mail. Nothing was decided.", form)
                : await Html.MessageAsync(StatusCodes.Status403Forbidden, "This link is void now", "That was one wrong code too many. Nothing was decided.",
                    $"You can still decide: sign in to the console at {options.Link("sign-in")}. Otherwise a new mail comes when the question expires.");
        }

        var answer = new AnswerRequest(time.GetUtcNow(), asked.Link.Person, asked.Link.RequestId, form.GetValueOrDefault("hash", asked.State.Request.TextHash), choice.Name, note.Length == 0 ? null : note);
        var outcome = await desk.TellAsync(new StoredSignal(IdOf(answer), asked.Link.IncidentId, answer), CancellationToken.None);
        var after = await FindAsync(asked.Link, CancellationToken.None);
        return outcome.Kind switch
        {
            OutcomeKind.Refused when after is not null => await PageAsync(after, StatusCodes.Status409Conflict, outcome.Reason, form),
            OutcomeKind.Refused => await Html.MessageAsync(StatusCodes.Status409Conflict, "Nothing was decided", outcome.Reason ?? ""),
            _ when after is not null => await PageAsync(after, StatusCodes.Status200OK),
            _ => await Html.MessageAsync(StatusCodes.Status200OK, "Decided", $"{choice.Label}."),
        };
    }

    // A button pressed twice sends one signal; another note is another one.
    static string IdOf(AnswerRequest a) =>
        $"answer/{a.RequestId}/{a.By}/{a.Choice}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{a.TextHash}\n{a.Note}")))[..16]}";

    async Task<Asked?> FindAsync(string token, CancellationToken ct) => approvals.TryRead(token, out var link) ? await FindAsync(link, ct) : null;

    // Unknown, expired and void by wrong codes look like forged; an answered or overtaken one shows what became of it.
    async Task<Asked?> FindAsync(ApprovalLink link, CancellationToken ct)
    {
        if (await desk.LookAsync(link.IncidentId, ct) is not { } incident || incident.Request(link.RequestId) is not { } state || !state.Request.Approvers.Contains(link.Person))
        {
            return null;
        }

        var gone = state.Answer is null && (state.LinkVoid(link.Person) || state.Request.ExpiresAt <= time.GetUtcNow());
        return gone ? null : new Asked(link, incident, state);
    }

    Task<IResult> PageAsync(Asked asked, int status, string? error = null, Dictionary<string, string>? typed = null)
    {
        // A genuine link to a text that was edited says so, with "gone" as the status.
        var code = status == StatusCodes.Status200OK && asked.State.Voided is not null ? StatusCodes.Status410Gone : status;
        return Html.PageAsync<ApprovalPage>(code, ("Id", asked.Link.IncidentId), ("Incident", asked.Incident), ("Asked", asked.State), ("Person", asked.Link.Person), ("Policy", policy()), ("Error", error),
            ("Typed", typed ?? []));
    }

    static Task<IResult> UnknownAsync() => Html.MessageAsync(StatusCodes.Status404NotFound, "This link leads nowhere",
        "It may have expired, or it was not copied whole. If the question still matters, a newer mail has a new link.");

    sealed record Asked(ApprovalLink Link, Incident Incident, RequestState State);
}
