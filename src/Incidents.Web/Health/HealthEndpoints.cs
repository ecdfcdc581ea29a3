using System.Globalization;
using Incidents.Desk;
using Incidents.Desk.Returns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Incidents.Web.Health;

/// <summary>Probes: alive at all, and ready with everything it needs.</summary>
sealed class HealthEndpoints(IIncidentLog log, Heartbeats heartbeats, AlertPulls pulls, IEnumerable<IReadinessCheck> checks, IEnumerable<ChannelStates> channels, IEnumerable<ContactTroubles> troubles, IEnumerable<ReturnRounds> returns, Func<PlanPolicy> policy, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).ExcludeFromDescription();
        routes.MapGet("/health/ready", (HttpContext http, HealthEndpoints me) => me.ReadyAsync(http.RequestAborted)).ExcludeFromDescription();
    }

    // A failing channel never holds up the plan, so it does not take the host out of service. Reasons are for those who have signed in.
    IEnumerable<string> Channels() => channels.SelectMany(states => states.All).Select(channel => channel switch
    {
        { FailingSince: { } since } => string.Create(CultureInfo.InvariantCulture, $"{channel.Channel}: failing since {since.UtcDateTime:u}"),
        { LastSuccess: { } last } => string.Create(CultureInfo.InvariantCulture, $"{channel.Channel}: last delivered {last.UtcDateTime:u}"),
        _ => $"{channel.Channel}: not used since the start",
    });

    async Task<IResult> ReadyAsync(CancellationToken ct)
    {
        var (problems, beats, asked, warnings) = (new List<string>(), (IReadOnlyList<HeartbeatState>)[], (IReadOnlyList<PullState>)[], new List<string>());
        try
        {
            await log.HeadsAsync(HeadFilter.Open, 1, ct);
            beats = await heartbeats.LookAsync(ct);
            asked = await pulls.LookAsync(ct);
            warnings.AddRange(await OnCallAsync(ct));
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            problems.Add("The incident log cannot be read.");
        }

        foreach (var check in checks)
        {
            if (await check.ProblemAsync(ct) is { } problem)
            {
                problems.Add(problem);
            }
        }

        // A heartbeat that is silent says nothing about this host, nor does an Alertmanager that cannot be asked.
        return problems.Count == 0 ? Results.Text(string.Join('\n', ["ready", .. beats.Select(Line), .. asked.Select(Line), .. Channels(), .. Returned(), .. warnings])) : Results.Text(string.Join('\n', problems), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    // Whom the next incident would call. The person's name and what the provider said are for those who have signed in.
    async Task<IEnumerable<string>> OnCallAsync(CancellationToken ct) => policy().Roster.CallOrder(time.GetUtcNow()) is [var first, ..] && troubles.FirstOrDefault() is { } kept
        ? (await kept.AllAsync(ct))[first].Select(trouble => string.Create(CultureInfo.InvariantCulture, $"on call now: {trouble.Way} {(trouble.CameBack ? "came back" : "refused")} {trouble.At.UtcDateTime:u}, see /contacts"))
        : [];

    IEnumerable<string> Returned() => returns.Where(one => one.Any).Select(one => one switch
    {
        { FailingSince: { } since } => string.Create(CultureInfo.InvariantCulture, $"returned mails: failing since {since.UtcDateTime:u}"),
        { ReadAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"returned mails: last read {at.UtcDateTime:u}"),
        _ => "returned mails: not read yet",
    });

    static string Line(PullState pull) => pull switch
    {
        { FailingSince: { } since } => string.Create(CultureInfo.InvariantCulture, $"pull {pull.Source}: failing since {since.UtcDateTime:u}"),
        { AskedAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"pull {pull.Source}: last asked {at.UtcDateTime:u}"),
        _ => $"pull {pull.Source}: not asked yet",
    };

    static string Line(HeartbeatState beat) => string.Create(CultureInfo.InvariantCulture,
        $"heartbeat {beat.Source.Source}: {(beat.IsSilent ? "silent, " : "")}{(beat.LastBeat is { } at ? $"last beat {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "never heard")}");
}
