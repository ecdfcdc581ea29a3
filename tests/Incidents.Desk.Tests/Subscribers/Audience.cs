using Incidents.Adapters.Log;
using Incidents.Desk.Subscribers;
using Incidents.Public;
using Incidents.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>Subscribers of a company in a real store, its public record, and a mail room that notes what leaves.</summary>
sealed class Audience : IAsyncDisposable, ISubscriberNews
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    readonly TestFolder folder = new();
    readonly SqliteIncidentLog log;

    public Audience()
    {
        log = SqliteIncidentLog.Open(folder.File("incidents.db"));
        Records = log;
        Restart();
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new(Noon);

    public SubscriberKeys Keys { get; } = new(new byte[32]);

    public SubscriberOptions Options { get; set; } = new() { MailsPerHour = 3, Parallel = 2 };

    public MailRoom Room { get; } = new();

    public IRecordStore Records { get; set; }

    public SubscriberStore Store { get; private set; } = null!;

    public SubscriberDesk Desk { get; private set; } = null!;

    public SubscriberLane Lane { get; private set; } = null!;

    public SubscriberQuestions Questions { get; private set; } = null!;

    public Dictionary<string, Topic> Topics { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ServiceStatus> Services { get; } = new(StringComparer.Ordinal) { ["api"] = ServiceStatus.Operational, ["web"] = ServiceStatus.Operational };

    /// <summary>What a new process has: the same disk, and nothing else.</summary>
    public void Restart(IRecordStore? records = null)
    {
        Records = records ?? log;
        Store = new SubscriberStore(Records, Keys);
        Desk = new SubscriberDesk(Store, Keys, Time);
        var attempts = new SubscriberAttempts(Store, Room, Options, Time, NullLogger<SubscriberAttempts>.Instance);
        Lane = new SubscriberLane(Store, Records, this, attempts, Options, Time, NullLogger<SubscriberLane>.Instance);
        Questions = new SubscriberQuestions(Store, Desk, attempts, Time);
    }

    /// <summary>Somebody who confirmed a while ago.</summary>
    public async Task<string> SubscribeAsync(string address, SubscriberWay way = SubscriberWay.Mail, params string[] services)
    {
        await Desk.AskAsync(way, address, services.Length == 0 ? null : services, reports: false, Stop);
        var id = Keys.IdOf(way, address);
        await Desk.ConfirmAsync(id, Stop);
        Time.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    /// <summary>The public is told something about an incident.</summary>
    public Topic Say(string incident, bool over = false, string service = "api", TopicKind kind = TopicKind.Incident)
    {
        var id = new Topic(kind, incident, 1, Time.GetUtcNow(), over, [service]).Id;
        var topic = new Topic(kind, incident, (Topics.GetValueOrDefault(id)?.Number ?? 0) + 1, Time.GetUtcNow(), over, [service]);
        Topics[id] = topic;
        return topic;
    }

    /// <summary>A round, a second later.</summary>
    public async Task RoundAsync(TimeSpan? later = null)
    {
        Time.Advance(later ?? TimeSpan.FromSeconds(1));
        await Lane.RoundAsync(Stop);
    }

    public Task<PublicNow> NowAsync(CancellationToken ct) => Task.FromResult(new PublicNow([.. Topics.Values], new Dictionary<string, ServiceStatus>(Services, StringComparer.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        folder.Dispose();
    }
}
