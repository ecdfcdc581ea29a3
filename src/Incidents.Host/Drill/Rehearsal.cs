using System.Text;
using Incidents.Desk;
using Incidents.Host.Composition;
using Spectre.Console;

namespace Incidents.Host.Drill;

/// <summary>A rehearsal from the first act to the verdict.</summary>
static class Rehearsal
{
    /// <summary>Plays a scenario against a started host, shows it, and prints planned against actual.</summary>
    /// <returns>True when everything went as the scenario expects.</returns>
    public static async Task<bool> RunAsync(WebApplication app, HostPlan plan, Scenario scenario, JumpingClock clock, CancellationToken cancellationToken)
    {
        var display = new DrillDisplay(AnsiConsole.Console, $"EXERCISE: {scenario.Title}");
        var cast = new DrillCast(app.Services.GetRequiredService<Func<PlanPolicy>>()().Roster, plan.Deployment.Configuration.People.ToDictionary(person => person.Id, person => person.Mail, StringComparer.Ordinal));
        using var player = new DrillPlayer(plan.Listen, ScenarioFile.Samples, clock, new Mailbox(plan.Mail), cast, display.Tell);
        var failure = (string?)null;
        await display.RunAsync(async () =>
        {
            try
            {
                foreach (var act in scenario.Acts)
                {
                    await player.PlayAsync(act, cancellationToken);
                    display.Show(clock.GetUtcNow(), StepTrack.Of((await ReadAsync(app, cancellationToken)).Events));
                }
            }
            catch (Exception exception) when (exception is DrillException or HttpRequestException)
            {
                failure = exception.Message;
            }
        });

        var (id, events) = await ReadAsync(app, cancellationToken);
        var verdict = DrillVerdict.Of(scenario, Incident.None.Apply(events), events, await PagesAsync(player, plan, id, cancellationToken));
        verdict = failure is null ? verdict : verdict with { Problems = [failure, .. verdict.Problems] };
        verdict.Print(AnsiConsole.Console);
        return verdict.Problems.Count == 0;
    }

    static async Task<(string? Id, IReadOnlyList<Event> Events)> ReadAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var log = app.Services.GetRequiredService<IIncidentLog>();
        return await log.HeadsAsync(HeadFilter.All, 1, cancellationToken) is not [var head, ..] ? (null, []) : (head.Id, [.. (await log.ReadAsync(head.Id, 1, cancellationToken)).Select(stored => stored.Event)]);
    }

    // What a visitor can read: the front page, the history, and the incident's own page where there is one.
    static async Task<string> PagesAsync(DrillPlayer player, HostPlan plan, string? id, CancellationToken cancellationToken)
    {
        var pages = new StringBuilder(await player.ReadAsync("/status/", cancellationToken)).Append(await player.ReadAsync("/status/history/", cancellationToken));
        return id is not null && File.Exists(Path.Combine(plan.Status, "incidents", id, "index.html"))
            ? pages.Append(await player.ReadAsync($"/status/incidents/{id}/", cancellationToken)).ToString() : pages.ToString();
    }
}
