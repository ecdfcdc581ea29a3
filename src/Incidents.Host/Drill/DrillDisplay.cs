using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Incidents.Host.Drill;

/// <summary>Shows a rehearsal while it runs: a live table of the steps on a terminal, a line per happening where there is none.</summary>
public sealed class DrillDisplay(IAnsiConsole console, string title)
{
    readonly Lock _gate = new();
    readonly List<string> _last = [];
    IReadOnlyList<TrackedStep> _steps = StepTrack.Of([]);
    DateTimeOffset _now;
    LiveDisplayContext? _live;

    /// <summary>Runs the rehearsal inside the display.</summary>
    public async Task RunAsync(Func<Task> play)
    {
        if (!console.Profile.Out.IsTerminal || !console.Profile.Capabilities.Ansi)
        {
            Line(title);
            await play();
            return;
        }

        await console.Live(Table()).AutoClear(false).StartAsync(async live =>
        {
            _live = live;
            await play();
            _live = null;
        });
    }

    /// <summary>Something happened in the rehearsal.</summary>
    public void Tell(DateTimeOffset at, string what) => Update(at, () =>
    {
        _last.Add($"{Clock(at)}  {what}");
        if (_live is null)
        {
            Line(_last[^1]);
        }
    });

    /// <summary>The steps moved, or time passed.</summary>
    public void Show(DateTimeOffset at, IReadOnlyList<TrackedStep> steps) => Update(at, () =>
    {
        foreach (var step in steps.Where((step, index) => _live is null && step.Outcome != _steps[index].Outcome))
        {
            Line($"{Clock(at)}  step {step.Step}, {step.Name}: {Word(step.Outcome)}");
        }

        _steps = steps;
    });

    // Past the console's own width: a log's lines are not broken.
    void Line(string text) => console.Profile.Out.Writer.WriteLine(text);

    void Update(DateTimeOffset at, Action change)
    {
        lock (_gate)
        {
            _now = at;
            change();
            _live?.UpdateTarget(Table());
        }
    }

    Rows Table()
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title)).AddColumns("", "Step", "", "At");
        foreach (var step in _steps)
        {
            table.AddRow(Symbol(step.Outcome), $"{step.Step}  {Markup.Escape(step.Name)}", Word(step.Outcome), step.At is { } at ? Clock(at) : "");
        }

        IEnumerable<IRenderable> lines = _last.TakeLast(6).Select(line => new Text(line, new Style(Color.Grey)));
        return new Rows([table, new Text($"The rehearsal's clock: {Clock(_now)}"), .. lines]);
    }

    static string Symbol(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => "[green]✓[/]",
        StepOutcome.Skipped => "[grey]-[/]",
        _ => "[yellow]…[/]",
    };

    static string Word(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => "done",
        StepOutcome.Skipped => "left out",
        _ => "waiting",
    };

    static string Clock(DateTimeOffset at) => at == default ? "" : at.UtcDateTime.ToString("ddd HH:mm:ss", CultureInfo.InvariantCulture);
}
