using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Channels.Web;
using Incidents.Adapters.Log;
using Incidents.Adapters.Tests.Channels.Calling;
using Incidents.Desk;
using Incidents.Planned;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels.Web;

/// <summary>A desk over a real log and a receiver of webhooks, on a clock that the test moves.</summary>
sealed class WebhookOffice : IAsyncDisposable, IBell
{
    readonly Scratch scratch = new();
    readonly WebhookEndpoint endpoint;

    WebhookOffice(WebhookEndpoint endpoint)
    {
        this.endpoint = endpoint;
        Log = SqliteIncidentLog.Open(Path.Combine(scratch.Path, "incidents.db"));
        Planned = new PlannedWorkDesk(Log, () => Company.Policy, PlannedTexts.For("en"), Time);
        Desk = new IncidentDesk(Log, () => Company.Policy, Time, this, NullLogger<IncidentDesk>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(Company.Monday);

    public WebhookServer Server { get; } = new();

    public SqliteIncidentLog Log { get; }

    public IncidentDesk Desk { get; }

    public PlannedWorkDesk Planned { get; }

    public WebhookRecords Records => new(Log, endpoint.Name);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<WebhookOffice> OpenAsync(bool isPublic = true, bool plan = true)
    {
        var office = new WebhookOffice(new WebhookEndpoint("hub", "hub.contoso.example", isPublic, plan));
        await office.Server.StartAsync();
        return office;
    }

    /// <summary>What a process has: nothing is left of the one before but the log.</summary>
    public WebhookFeed Feed(IRecordStore? records = null, Uri? address = null, HttpClient? http = null, params string[] secrets) => new(
        new WebhookPost(http ?? ProviderClient.New(), new WebhookPostOptions(endpoint, address ?? Server.Address, secrets is [] ? [WebhookServer.Secret] : secrets), new ProviderGate(ProviderTable.Webhook, Time), Time),
        Log, records ?? Log, new WebhookBodies(id => $"https://console.example/incidents/{id}", id => $"https://status.example/incidents/{id}"), Planned, Time, new DeliveryOptions(), () => 0, NullLogger<WebhookFeed>.Instance);

    public Task<SignalOutcome> Say(Func<DateTimeOffset, Signal> signal, string incident = "i1") => Desk.TellAsync(new StoredSignal(Guid.NewGuid().ToString(), incident, signal(Time.GetUtcNow())), Ct);

    /// <summary>Reported, declared, taken and published.</summary>
    public async Task Publish(string incident = "i1")
    {
        await Say(at => new AlertFired(at, Company.Alert(startedAt: at, users: 40)), incident);
        await Say(at => new DeclareIncident(at, "ana", "Sure"), incident);
        await Say(at => new AcceptCommand(at, "mia"), incident);
        var asked = (await Desk.LookAsync(incident, Ct))!.OpenRequests(RequestKind.ApproveNotice).Last().Request;
        Assert.Equal(OutcomeKind.Accepted, (await Say(at => new AnswerRequest(at, "mia", asked.Id, asked.TextHash, "approve", null), incident)).Kind);
    }

    /// <summary>What the receiver should have been told of an incident, in order.</summary>
    public async Task<IReadOnlyList<string>> Expected(string incident = "i1") =>
        [.. (await Log.ReadAsync(incident, 1, Ct)).SelectMany(e => endpoint.Public && e.Event is NoticePublished ? new[] { $"pub_{incident}_{e.Sequence}", $"evt_{incident}_{e.Sequence}" } : [$"evt_{incident}_{e.Sequence}"])];

    /// <summary>Lets time pass until the feed has told everything, at most so many attempts.</summary>
    public async Task Finish(WebhookFeed feed, int attempts = 400)
    {
        while (await feed.RoundAsync(Ct) is { } next)
        {
            Assert.True(attempts-- > 0, "It does not come to an end.");
            Time.SetUtcNow(next > Time.GetUtcNow() ? next : Time.GetUtcNow());
        }
    }

    public void Ring(StoredSignal signal, string step)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Log.DisposeAsync();
        scratch.Dispose();
    }
}

/// <summary>Dies at a write: what was sent before it is not on record.</summary>
sealed class DyingRecords(IRecordStore inner, int after) : IRecordStore
{
    int left = after;

    public Task<StoredRecord?> RecordAsync(string kind, string key, CancellationToken ct) => inner.RecordAsync(kind, key, ct);

    public Task<RecordPage> RecordsAsync(string kind, string? after, int max, CancellationToken ct) => inner.RecordsAsync(kind, after, max, ct);

    public Task<IReadOnlyList<string>> RecordKindsAsync(CancellationToken ct) => inner.RecordKindsAsync(ct);

    public Task<string?> PutRecordAsync(string kind, string key, string json, string? expectedVersion, CancellationToken ct) =>
        kind == "webhook.hub" && left-- <= 0 ? throw new InvalidOperationException("Killed.") : inner.PutRecordAsync(kind, key, json, expectedVersion, ct);

    public Task<bool> DeleteRecordAsync(string kind, string key, string expectedVersion, CancellationToken ct) => inner.DeleteRecordAsync(kind, key, expectedVersion, ct);
}
