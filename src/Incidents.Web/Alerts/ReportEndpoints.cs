using System.Text.Json;
using System.Threading.RateLimiting;
using Incidents.Desk;
using Incidents.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Alerts;

/// <summary>A user's problem, told by the support desk or a company's own form.</summary>
/// <param name="Reporter">Names the user, such as an account number; only a keyed hash of it is kept.</param>
/// <param name="Service">The service's id.</param>
/// <param name="Summary">What the user says.</param>
/// <param name="ContactMail">Where the user may be told how it goes on; kept encrypted and erased later.</param>
public sealed record ReportBody(string Reporter, string Service, string Summary, string? ContactMail);

/// <summary>Where a report went.</summary>
/// <param name="Incident">The incident it counts for.</param>
public sealed record ReportAnswer(string? Incident);

sealed class ReportEndpoints(AlertIntake intake, Visitors visitors, Guard guard, WebOptions options, TimeProvider time) : IDisposable
{
    const int MaxField = 2000;

    readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.ReportsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/reports", (HttpContext http, ReportEndpoints me) => me.TakeAsync(http))
        .WithName("PostReport").WithSummary("Counts a user who has a problem: reporter, service, summary, contactMail. Needs a key or a session.")
        .Accepts<ReportBody>("application/json", "application/x-www-form-urlencoded").Produces<ReportAnswer>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);

    public void Dispose() => limiter.Dispose();

    async Task<IResult> TakeAsync(HttpContext http)
    {
        var key = visitors.KeyOf(http);
        var person = visitors.Of(http)?.Person;
        if (key is null && person is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("Send a key, or sign in.", statusCode: StatusCodes.Status401Unauthorized);
        }

        if (key is null && !guard.IsOwnForm(http))
        {
            return Results.Problem("This form comes from another site.", statusCode: StatusCodes.Status403Forbidden);
        }

        using var lease = limiter.AttemptAcquire(key is null ? $"person/{person}" : $"key/{key.Secret}");
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "60";
            return Results.Problem("Too many reports; wait a minute.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        var (body, status) = await ReadAsync(http);
        if (body is null)
        {
            return Results.Problem("Send reporter, service and summary as JSON or as a form, each at most 2,000 characters.", statusCode: status);
        }

        var id = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 200 } given ? $"{person ?? "key"}/{given}" : Guid.CreateVersion7().ToString();
        var incident = await intake.ReportAsync(new UserReport(id, time.GetUtcNow(), body.Reporter.Trim(), body.Service.Trim(), body.Summary.Trim(), body.ContactMail), http.RequestAborted);
        return Results.Json(new ReportAnswer(incident), statusCode: StatusCodes.Status202Accepted);
    }

    static async Task<(ReportBody? Body, int Status)> ReadAsync(HttpContext http)
    {
        if (Bodies.IsForm(http))
        {
            return await Bodies.FormAsync(http, Bodies.Console) is { } f
                ? Checked(new ReportBody(f.GetValueOrDefault("reporter", ""), f.GetValueOrDefault("service", ""), f.GetValueOrDefault("summary", ""), f.GetValueOrDefault("contactMail")))
                : (null, StatusCodes.Status400BadRequest);
        }

        if (!Bodies.IsJson(http))
        {
            return (null, StatusCodes.Status415UnsupportedMediaType);
        }

        if (await Bodies.ReadAsync(http, Bodies.Console) is not { } bytes)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            return Checked(JsonSerializer.Deserialize<ReportBody>(bytes, LogJson.Options));
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    static (ReportBody? Body, int Status) Checked(ReportBody? b) =>
        b is not null && Fits(b.Reporter) && Fits(b.Service) && Fits(b.Summary) && b.ContactMail is not { Length: > 320 }
            ? (b with { ContactMail = string.IsNullOrWhiteSpace(b.ContactMail) ? null : b.ContactMail.Trim() }, 0) : (null, StatusCodes.Status400BadRequest);

    static bool Fits(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxField;
}
