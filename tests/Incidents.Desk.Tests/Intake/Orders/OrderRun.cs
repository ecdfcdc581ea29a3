using System.Text;
using Incidents.Adapters.Log;
using Incidents.Alerts;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Desk.Tests.Orders;

/// <summary>One sender's log and desk; every order of documents has a service and an intake of its own, so that all run side by side.</summary>
sealed class OrderRun : IAsyncDisposable, IBell, IContacts
{
    static readonly DateTimeOffset Arrival = Company.Monday.AddMinutes(10);

    readonly DirectoryInfo folder;
    readonly SqliteIncidentLog log;
    readonly IncidentDesk desk;
    readonly ISender sender;
    int services;

    public OrderRun(ISender sender)
    {
        this.sender = sender;
        // What is tried here is order, not the disk.
        folder = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/incidents-orders-{Guid.NewGuid():N}") : Directory.CreateTempSubdirectory("incidents-orders-");
        log = SqliteIncidentLog.Open(Path.Combine(folder.FullName, SqliteIncidentLog.FileName));
        desk = new IncidentDesk(log, () => Company.Policy, new FakeTimeProvider(Arrival), this, NullLogger<IncidentDesk>.Instance);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Serves the bodies one after the other, compares after each, then serves all again.</summary>
    public async Task CheckAsync(SenderDocuments way, IReadOnlyList<IReadOnlyList<Telling>> bodies)
    {
        var service = $"s{Interlocked.Increment(ref services)}x";
        var (ids, reference, inputs, story) = (new List<string>(), new ReferenceIntake(way.Naming), new List<RawInput>(), new StringBuilder($"{way.Type} by {way.Naming}:"));
        var intake = Intake(service, ids);

        foreach (var body in bodies)
        {
            var input = Input(way, service, inputs.Count, Arrival.AddSeconds(inputs.Count), body);
            inputs.Add(input);
            story.Append($" [{string.Join(' ', body)}]");
            Assert.True(await intake.AcceptAsync(input, Ct));
            await intake.ServeAsync(input, Ct);
            reference.Take(body, input.At);
            await CompareAsync();
        }

        // A crash between the last effect and the settling of an input has it served again.
        story.Append(" and all again");
        foreach (var input in inputs)
        {
            await intake.ServeAsync(input, Ct);
        }

        await CompareAsync();

        async Task CompareAsync()
        {
            var actual = ReferenceIntake.Describe(await OccurrencesAsync(ids));
            Assert.True(reference.ToString() == actual, $"{story}\nexpected: {reference}\nactual:   {actual}");
        }
    }

    /// <summary>
    /// The same bodies as the inbox serves what came in quickly: all in one call. What fires then comes before what ends, so that an alert may join an incident that would have been over
    /// before it; which occurrences there are, each once, and which of them fire is the same.
    /// </summary>
    public async Task CheckAtOnceAsync(SenderDocuments way, IReadOnlyList<IReadOnlyList<Telling>> bodies)
    {
        var service = $"s{Interlocked.Increment(ref services)}x";
        var (ids, reference, inputs) = (new List<string>(), new ReferenceIntake(way.Naming), new List<RawInput>());
        var intake = Intake(service, ids);
        foreach (var body in bodies)
        {
            var input = Input(way, service, inputs.Count, Arrival.AddMilliseconds(100 * inputs.Count), body);
            inputs.Add(input);
            Assert.True(await intake.AcceptAsync(input, Ct));
            reference.Take(body, input.At);
        }

        // A second time as after a crash, and then each by itself as the sweep tries what failed together.
        foreach (var some in (RawInput[][])[[.. inputs], [.. inputs], .. inputs.Select(input => new[] { input })])
        {
            await intake.ServeAsync(some, Ct);
            var (expected, actual) = (reference.Occurrences, ReferenceIntake.DescribeOccurrences(await OccurrencesAsync(ids)));
            Assert.True(expected == actual, $"{way.Type} by {way.Naming}, at once: {string.Concat(bodies.Select(body => $" [{string.Join(' ', body)}]"))}\nexpected: {expected}\nactual:   {actual}");
        }
    }

    static RawInput Input(SenderDocuments way, string service, int number, DateTimeOffset at, IReadOnlyList<Telling> body) =>
        new($"{service}/{number}", "prod", at, "application/json", Encoding.UTF8.GetBytes(way.Write([.. body.Select(t => t with { Service = service })])));

    AlertIntake Intake(string service, List<string> ids) => new(log, desk, this, new IntakeOptions(new Dictionary<string, ISender> { ["prod"] = sender }, new byte[32]), () =>
    {
        ids.Add($"{service}-{ids.Count}");
        return ids[^1];
    }, NullLogger<AlertIntake>.Instance);

    async Task<List<IEnumerable<KeyValuePair<string, bool>>>> OccurrencesAsync(List<string> ids)
    {
        var incidents = new List<IEnumerable<KeyValuePair<string, bool>>>();
        foreach (var id in ids)
        {
            if (await desk.LookAsync(id, Ct) is { OpenedAt: not null } incident)
            {
                incidents.Add(incident.Alerts.Values.Where(a => a.Alert is not null)
                    .Select(a => KeyValuePair.Create(ReferenceIntake.Name(a.Alert!.Summary.Contains("bee", StringComparison.Ordinal) ? "bee" : "ant", a.Alert.StartedAt), a.Firing)));
            }
        }

        return incidents;
    }

    public void Ring(StoredSignal signal, string step)
    {
    }

    public Task KeepAsync(string incidentId, string reporterHash, string mail, CancellationToken ct) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
