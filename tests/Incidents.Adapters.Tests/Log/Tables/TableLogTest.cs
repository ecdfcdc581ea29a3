using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Incidents.Adapters.Log.Tables;
using Incidents.Desk;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>A test of the table log on tables of its own, over a wire that can break, with a second process beside it.</summary>
public abstract class TableLogTest(Azurite azurite) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly string name = $"t{Guid.NewGuid():N}";
    string connection = "";
    TableIncidentLog? log;
    TableIncidentLog? other;

    /// <summary>The log under test, over <see cref="Wire"/>, without retries of the SDK.</summary>
    protected TableIncidentLog Log => log!;

    /// <summary>Another process on the same tables.</summary>
    protected TableIncidentLog Other => other!;

    protected Wire Wire { get; } = new();

    protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        connection = await azurite.ConnectionStringAsync();
        log = Open(Wire, retries: 0);
        other = Open(new Wire(), retries: 0);
        await log.InitializeAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected TableIncidentLog Open(Wire wire, int retries)
    {
        var tables = new TableClientOptions { Transport = wire };
        tables.Retry.MaxRetries = retries;
        tables.Retry.Delay = tables.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        var blobs = new BlobClientOptions { Transport = wire };
        blobs.Retry.MaxRetries = retries;
        blobs.Retry.Delay = blobs.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return new TableIncidentLog(new TableServiceClient(connection, tables), new BlobContainerClient(connection, name, blobs), Time, name);
    }

    /// <summary>The table itself, for what an operator does to it.</summary>
    protected TableClient Table(string suffix) => new(connection, name + suffix);

    protected async Task<int> CountAsync(Func<Task> work)
    {
        var before = Wire.Requests.Count;
        await work();
        return Wire.Requests.Count - before;
    }

    protected static LogAppend Append(string id, int version, IReadOnlyList<Event> events, params SignalOutcome[] outcomes) => new(id, version,
        [.. events.Select((e, n) => new StoredEvent(version + n + 1, e, []))], outcomes,
        new IncidentHead(id, version + events.Count, "Title", "checkout", Phase.Detecting, Severity.Major, Noon, null, null, Ended: false, Private: false, Drill: false, Public: null));

    protected static LogAppend Ended(LogAppend append) => append with { Head = append.Head with { Ended = true } };

    protected static Noted Note(string text) => new(Noon, "ana", text);

    protected static StoredSignal Signal(string id, string incident = "a") => new(id, incident, new AddNote(Noon, "ana", id));

    protected static SignalOutcome Accepted(string id) => new(id, OutcomeKind.Accepted, null);

    protected async Task<string[]> NotesAsync(string id) => [.. (await Other.ReadAsync(id, 1, Ct)).Select(e => ((Noted)e.Event).Text)];

    protected async Task<string[]> ListedAsync(HeadFilter filter) => [.. (await Other.HeadsAsync(filter, 100, Ct)).Select(h => h.Id)];
}
