using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

/// <summary>A process that appends to a log as fast as it can and prints what was acknowledged, one line each: the incident and its version.</summary>
static class Appender
{
    public const int Incidents = 4;

    /// <summary>The text of an event, so that its content can be checked as well; long enough that some pages are full in the middle of a commit.</summary>
    public static string Text(string incident, int version) => $"{incident} {version} {new string('x', 700)}";

    public static async Task<int> RunAsync(string file)
    {
        await using var log = SqliteIncidentLog.Open(file);
        await Task.WhenAll(Enumerable.Range(0, Incidents).Select(n => Task.Run(() => AppendAsync(log, $"i{n}"))));
        return 0;
    }

    static async Task AppendAsync(SqliteIncidentLog log, string incident)
    {
        var at = DateTimeOffset.UnixEpoch;
        for (var version = (await log.HeadAsync(incident, CancellationToken.None))?.Version ?? 0; ; version++)
        {
            await log.AppendAsync(new LogAppend(incident, version, [new StoredEvent(version + 1, new Noted(at, "ana", Text(incident, version + 1)), [])], [],
                new IncidentHead(incident, version + 1, "Title", "checkout", Phase.Detecting, Severity.Major, at, null, null, Ended: false, Private: false, Drill: false, Public: null)), CancellationToken.None);
            await Console.Out.WriteLineAsync($"{incident} {version + 1}");
        }
    }
}
