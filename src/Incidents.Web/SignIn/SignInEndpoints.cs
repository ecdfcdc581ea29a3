using System.Threading.RateLimiting;
using Incidents.Desk;
using Incidents.Web.Mail;
using Incidents.Web.Pages;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Incidents.Web.SignIn;

/// <summary>Signing in by a mailed link. The link shows a button, since mail scanners follow links.</summary>
sealed partial class SignInEndpoints(Approvals approvals, Visitors visitors, Guard guard, ISignInMailer mailer, IAfterAnswer after, WebOptions options, Func<PlanPolicy> policy, TimeProvider time,
    ILogger<SignInEndpoints> logger) : IDisposable
{
    readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInMailsPerQuarterHour, Window = TimeSpan.FromMinutes(15) }));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (SignInEndpoints _) => Html.PageAsync<SignInPage>(StatusCodes.Status200OK)).ExcludeFromDescription();
        routes.MapPost("/sign-in", (HttpContext http, SignInEndpoints me) => me.MailAsync(http)).ExcludeFromDescription();
        routes.MapMethods("/sign-in/{token}", [HttpMethods.Get, HttpMethods.Head], (string token, SignInEndpoints me) => me.ShowAsync(token)).ExcludeFromDescription();
        routes.MapPost("/sign-in/{token}", (HttpContext http, string token, SignInEndpoints me) => me.EnterAsync(http, token)).ExcludeFromDescription();
        routes.MapPost("/sign-out", (HttpContext http, SignInEndpoints me) => me.LeaveAsync(http)).ExcludeFromDescription();
    }

    public void Dispose() => limiter.Dispose();

    async Task<IResult> MailAsync(HttpContext http)
    {
        if (!guard.IsOwnForm(http))
        {
            return await ElsewhereAsync();
        }

        var form = await Bodies.FormAsync(http, Bodies.Approval) ?? [];
        var typed = form.GetValueOrDefault("person", "").Trim();
        // A phone begins with a capital, and who is woken may know their address rather than their id.
        if (policy().Roster.Find(mailer.PersonOf(typed) ?? typed.ToLowerInvariant()) is { } person)
        {
            using var lease = limiter.AttemptAcquire(person.Id);
            if (lease.IsAcquired)
            {
                // After the answer, so that its time does not tell who exists.
                after.Run(() => SendAsync(person));
            }
        }

        return await Html.MessageAsync(StatusCodes.Status200OK, "Look into your mail", "If the roster knows you, a link is on its way. It works for 15 minutes.", "Nothing came? Wait a minute, then ask again, or ask whoever keeps the roster.");
    }

    async Task SendAsync(Person person)
    {
        try
        {
            var link = options.Link($"sign-in/{approvals.SignInToken(person.Id, time.GetUtcNow() + options.SignInLinkLife)}");
            var text = $"Hello {person.Name},\n\nthis link signs you in to the incident console:\n\n{link}\n\nIt works for {Words.Duration(options.SignInLinkLife)}. If you did not ask for it, ignore this mail.\n";
            var html = await Html.RenderAsync<SignInMail>(("Name", person.Name), ("Link", link), ("Life", Words.Duration(options.SignInLinkLife)));
            await mailer.SendAsync(person.Id, new ComposedMail("Sign in to the incident console", text, html), CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotSent(logger, person.Id, e);
        }
    }

    async Task<IResult> ShowAsync(string token) => approvals.TryReadSignIn(token, time.GetUtcNow(), out var person)
        ? await Html.PageAsync<SignInPage>(StatusCodes.Status200OK, ("Name", policy().Roster.NameOf(person))) : await UnknownAsync();

    async Task<IResult> EnterAsync(HttpContext http, string token)
    {
        if (!guard.IsOwnForm(http))
        {
            return await ElsewhereAsync();
        }

        if (!approvals.TryReadSignIn(token, time.GetUtcNow(), out var person) || policy().Roster.Find(person) is null)
        {
            return await UnknownAsync();
        }

        visitors.SignIn(http, person);
        return new SeeOther("/incidents");
    }

    async Task<IResult> LeaveAsync(HttpContext http)
    {
        if (!guard.IsOwnForm(http))
        {
            return await ElsewhereAsync();
        }

        visitors.SignOut(http);
        return new SeeOther("/sign-in");
    }

    static Task<IResult> UnknownAsync() => Html.MessageAsync(StatusCodes.Status404NotFound, "This link leads nowhere", "It may have expired, or it was not copied whole. Ask for a new one at /sign-in.");

    static Task<IResult> ElsewhereAsync() => Html.MessageAsync(StatusCodes.Status403Forbidden, "Nothing was done", "This form was sent from another site.");

    [LoggerMessage(EventId = 4201, Level = LogLevel.Warning, Message = "The sign-in mail for {Person} could not be sent.")]
    static partial void LogNotSent(ILogger logger, string person, Exception e);
}
