using System.Globalization;
using Incidents.Desk;

namespace Incidents.Web.Console;

/// <summary>A line of the timeline in plain words.</summary>
static class StoryWords
{
    /// <summary>One line as a sentence or two.</summary>
    public static string Of(StoryLine line, Func<string, string> name, Func<DateTimeOffset, string> time) => line switch
    {
        { Event: { } e } => EventWords.Of(e, name, time),
        { Run: { Ended: > 0 } run } => $"{Number(run.Ended)} alerts ended{Until(line, time)}, {(run.Firing == 0 ? "none fires" : run.Firing == 1 ? "1 still fires" : $"{Number(run.Firing)} still fire")}.",
        { Run: { } run } => $"{Number(run.Joined)} more alert{(run.Joined == 1 ? "" : "s")}{From(run)}{Until(line, time)}.",
        _ => "",
    };

    /// <summary>How many alerts an incident has, and how many fire.</summary>
    public static string Alerts(Incident incident) => (incident.AlertsJoined, incident.Firing.Count) switch
    {
        (1, 0) => "1 alert, over",
        (1, _) => "1 alert, firing",
        var (all, firing) => $"{Number(all)} alerts, {(firing == 0 ? "all over" : firing == all ? "all firing" : $"{Number(firing)} firing")}",
    };

    static string From(AlertRun run) => run.Hosts switch
    {
        0 => "",
        1 => " from 1 host",
        _ => $" from {Number(run.Hosts)} hosts",
    };

    static string Until(StoryLine line, Func<DateTimeOffset, string> time) => time(line.Until) == time(line.At) ? "" : $", until {time(line.Until)}";

    static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
