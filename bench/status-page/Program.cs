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
// size, files, seconds and processor seconds of the whole build, peak memory in MiB after it; of a change in milliseconds: the first one, median and 99th percentile, medians of its work and
// of its parts reading, rendering and file system; files and KiB allocated for it.
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
const int Warm = 200;
const int Changes = 300;
var size = int.Parse(sized, CultureInfo.InvariantCulture);
Directory.CreateDirectory(folder);
await using var log = SqliteIncidentLog.Open(Path.Combine(folder, "incidents.db"));
await Task.WhenAll(Enumerable.Range(0, size).Select(number => AppendAsync(number, version: 0)));
using var files = new FolderSite(Path.Combine(folder, "site"));
var site = new TimedSite(files);
using var publisher = new StatusPublisher(new PublicSources(log, History.Page, [], new ImportedHistory(new FolderFiles(folder)), TimeProvider.System), site);

var started = Environment.CpuUsage.TotalTime;
var watch = Stopwatch.StartNew();
var all = await publisher.PublishAsync(CancellationToken.None);
var (whole, wholeWork) = (watch.Elapsed, Environment.CpuUsage.TotalTime - started);
var memory = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);

var first = TimeSpan.Zero;
var changes = new List<Change>();
for (var version = 1; version <= Warm + Changes; version++)
{
    await AppendAsync(size - 1, version);
    site.Reset();
    var (before, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
    watch.Restart();
    var written = await publisher.PublishAsync(CancellationToken.None);
    var total = watch.Elapsed;
    var (read, render) = site.Spent;
    if (version == 1)
        first = total;
    if (version > Warm)
        changes.Add(new Change(total.TotalMilliseconds, read, render, total.TotalMilliseconds - read - render, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, written.Count, (GC.GetTotalAllocatedBytes() - allocated) / 1024));
}

Console.WriteLine($"{size} {all.Count} {whole.TotalSeconds:0.00} {wholeWork.TotalSeconds:0.00} {memory} {first.TotalMilliseconds:0.0} {At(0.5, c => c.Total):0.0} {At(0.99, c => c.Total):0.0} {At(0.5, c => c.Work):0.0}"
    + $" {At(0.5, c => c.Read):0.00} {At(0.5, c => c.Render):0.0} {At(0.5, c => c.Disk):0.0} {changes.Max(c => c.Files)} {At(0.5, c => c.Allocated):0}");
return 0;

double At(double share, Func<Change, double> of) => changes.Select(of).Order().ElementAt((int)(share * (changes.Count - 1)));

async Task AppendAsync(int number, int version)
{
    var incident = History.Incident(number, size, version);
    var head = new IncidentHead(incident.Id, version + 1, incident.Title, incident.Services[0], Phase.Detecting, Severity.Major, incident.StartedAt, null, null, Ended: false, Private: false, Drill: false, incident);
    await log.AppendAsync(new LogAppend(incident.Id, version, [new StoredEvent(version + 1, new Noted(incident.StartedAt, "bench", "x"), [])], [], head), CancellationToken.None);
}
