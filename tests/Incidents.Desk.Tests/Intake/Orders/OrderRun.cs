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
        var intake = new AlertIntake(log, desk, this, new IntakeOptions(new Dictionary<string, ISender> { ["prod"] = sender }, new byte[32]), () =>
        {
            ids.Add($"{service}-{ids.Count}");
            return ids[^1];
        }, NullLogger<AlertIntake>.Instance);

        foreach (var body in bodies)
        {
            var input = new RawInput($"{service}/{inputs.Count}", "prod", Arrival.AddSeconds(inputs.Count), "application/json", Encoding.UTF8.GetBytes(way.Write([.. body.Select(t => t with { Service = service })])));
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
            var incidents = new List<Incident>();
            foreach (var id in ids)
            {
                if (await desk.LookAsync(id, Ct) is { OpenedAt: not null } incident)
                {
                    incidents.Add(incident);
                }
            }

            var actual = ReferenceIntake.Describe(incidents.Select(i => i.Alerts.Values.Where(a => a.Alert is not null)
                .Select(a => KeyValuePair.Create(ReferenceIntake.Name(a.Alert!.Summary.Contains("bee", StringComparison.Ordinal) ? "bee" : "ant", a.Alert.StartedAt), a.Firing))));
            Assert.True(reference.ToString() == actual, $"{story}\nexpected: {reference}\nactual:   {actual}");
        }
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
