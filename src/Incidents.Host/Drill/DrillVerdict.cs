using System.Globalization;
using Spectre.Console;

namespace Incidents.Host.Drill;

/// <summary>What a rehearsal came to: planned against actual for every step, and everything that is not as the scenario expects.</summary>
/// <param name="Problems">Empty when the rehearsal went as planned.</param>
public sealed record DrillVerdict(DateTimeOffset DetectedAt, IReadOnlyList<PlannedStep> Planned, IReadOnlyList<TrackedStep> Actual, IReadOnlyList<string> Problems)
{
    /// <summary>Compares what happened with what the scenario expects.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="incident">The incident as it stands at the end.</param>
    /// <param name="events">Its events.</param>
    /// <param name="pages">The status page's front page, history and incident pages, as one text.</param>
    public static DrillVerdict Of(Scenario scenario, Incident incident, IReadOnlyList<Event> events, string pages)
    {
        var actual = StepTrack.Of(events);
        List<string> problems = [];
        foreach (var planned in scenario.Steps)
        {
            var step = actual[planned.Step];
            if (step.Outcome != planned.Outcome)
            {
                problems.Add($"Step {planned.Step}, {planned.Name}: {step.Outcome}, where {planned.Outcome} was planned.");
            }
            else if (step is { Outcome: StepOutcome.Done, At: { } at } && at - incident.DetectedAt > planned.Within)
            {
                problems.Add($"Step {planned.Step}, {planned.Name}, took {Span(at - incident.DetectedAt)}; {Span(planned.Within)} were planned.");
            }
        }

        if (incident.Phase != scenario.Phase)
        {
            problems.Add($"The incident stands at {incident.Phase}; {scenario.Phase} was planned.");
        }

        problems.AddRange(incident.Undelivered.Select(pair => $"{pair.Value.Effect.Channel} was not delivered: {pair.Value.Detail}"));
        problems.AddRange(Missing(scenario.StatusPage, pages));
        return new DrillVerdict(incident.DetectedAt, scenario.Steps, actual, problems);
    }

    /// <summary>What a page does not say and should, or says and should not.</summary>
    public static IEnumerable<string> Missing(ExpectedPage expected, string page) =>
        expected.Says.Where(words => !page.Contains(words, StringComparison.Ordinal)).Select(words => $"The status page does not say \"{words}\".")
            .Concat(expected.SaysNot.Where(words => page.Contains(words, StringComparison.Ordinal)).Select(words => $"The status page says \"{words}\" and should not."));

    /// <summary>Prints the table and the problems.</summary>
    public void Print(IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Planned against actual, from the detection on").AddColumns("Step", "Planned", "Actual", "Slack");
        foreach (var planned in Planned)
        {
            var at = Actual[planned.Step].At - DetectedAt;
            var left = planned.Outcome == StepOutcome.Skipped;
            table.AddRow($"{planned.Step}  {Markup.Escape(planned.Name)}", left ? "left out" : $"within {Span(planned.Within)}", Actual[planned.Step].Outcome switch
            {
                StepOutcome.Done => $"done after {Span(at ?? default)}",
                StepOutcome.Skipped => "left out",
                _ => "not done",
            }, !left && at is { } took ? Span(planned.Within - took) : "");
        }

        console.Write(table);
        foreach (var problem in Problems)
        {
            console.Profile.Out.Writer.WriteLine($"not as planned: {problem}");
        }

        console.WriteLine(Problems.Count == 0 ? "The rehearsal went as planned." : $"{Problems.Count} not as planned.");
    }

    static string Span(TimeSpan span) => (span < TimeSpan.Zero ? "-" : "")
        + (span.Duration() >= TimeSpan.FromDays(1) ? string.Create(CultureInfo.InvariantCulture, $"{span.Duration().Days} d ") : "")
        + span.Duration().ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);
}
