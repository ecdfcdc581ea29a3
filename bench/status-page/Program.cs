using System.Diagnostics;
using System.Globalization;
using Incidents;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Adapters.Site;
using Incidents.Bench;
using Incidents.Desk;
using Incidents.Hosting.Site;

// status-page SIZE FOLDER: publishes a history of that size from a real log into a folder, then changes its newest incident again and again, and prints one line:
// size, files, seconds and processor seconds of the whole build, peak memory in MiB after it, milliseconds (median) and processor milliseconds (mean) of a change, files of a change.
// status-page --cstate SIZE FOLDER: writes the same history as issues of a cState page.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--cstate", var count, var content])
{
    History.WriteIssues(content, int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

if (args is not [var sized, var folder])
{
    Console.Error.WriteLine("Usage: status-page SIZE FOLDER | --cstate SIZE FOLDER");
    return 2;
}

// The first ones pay for the compiler.
const int Warm = 20;
const int Changes = Warm + 41;
var size = int.Parse(sized, CultureInfo.InvariantCulture);
Directory.CreateDirectory(folder);
await using var log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
await Task.WhenAll(Enumerable.Range(0, size).Select(number => AppendAsync(number, version: 0)));
using var site = new FolderSite(Path.Combine(folder, "site"));
using var publisher = new StatusPublisher(new PublicSources(log, History.Page, [], new ImportedHistory(new FolderFiles(folder)), TimeProvider.System), site);

var started = Environment.CpuUsage.TotalTime;
var watch = Stopwatch.StartNew();
var all = await publisher.PublishAsync(CancellationToken.None);
var (whole, wholeWork) = (watch.Elapsed, Environment.CpuUsage.TotalTime - started);
var memory = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);

var times = new List<double>();
var files = 0;
var work = TimeSpan.Zero;
for (var version = 1; version <= Changes; version++)
{
    await AppendAsync(size - 1, version);
    var before = Environment.CpuUsage.TotalTime;
    watch.Restart();
    files = Math.Max(version == 1 ? 0 : files, (await publisher.PublishAsync(CancellationToken.None)).Count);
    times.Add(watch.Elapsed.TotalMilliseconds);
    work += version > Warm ? Environment.CpuUsage.TotalTime - before : TimeSpan.Zero;
}

Console.WriteLine($"{size} {all.Count} {whole.TotalSeconds:0.00} {wholeWork.TotalSeconds:0.00} {memory} {times.Skip(Warm).Order().ElementAt((Changes - Warm) / 2):0.0} {work.TotalMilliseconds / (Changes - Warm):0.0} {files}");
return 0;

async Task AppendAsync(int number, int version)
{
    var incident = History.Incident(number, size, version);
    var head = new IncidentHead(incident.Id, version + 1, incident.Title, incident.Services[0], Phase.Detecting, Severity.Major, incident.StartedAt, null, null, Ended: false, Private: false, Drill: false, incident);
    await log.AppendAsync(new LogAppend(incident.Id, version, [new StoredEvent(version + 1, new Noted(incident.StartedAt, "bench", "x"), [])], [], head), CancellationToken.None);
}
