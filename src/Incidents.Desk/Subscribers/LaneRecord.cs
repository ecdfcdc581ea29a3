using Incidents.Public;

namespace Incidents.Desk.Subscribers;

/// <summary>An attempt that was begun and has no known outcome.</summary>
/// <param name="Message">Its idempotency key.</param>
/// <param name="Subscriber">To whom.</param>
/// <param name="Way">How.</param>
/// <param name="Words">The words that it tells, by matter.</param>
public sealed record OpenAttempt(string Message, string Subscriber, SubscriberWay Way, IReadOnlyDictionary<string, int> Words);

/// <summary>A service's last change.</summary>
/// <param name="Number">Rises with every change.</param>
/// <param name="Old">How it was.</param>
/// <param name="Now">How it is.</param>
/// <param name="At">When the change was seen.</param>
public sealed record ServiceWord(int Number, ServiceStatus Old, ServiceStatus Now, DateTimeOffset At);

/// <summary>How far the telling has come, in one small record.</summary>
public sealed record LaneRecord
{
    /// <summary>The word on each matter that everybody was told who is to be told it.</summary>
    public IReadOnlyDictionary<string, int> Finished { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Attempts that may have arrived: after a crash they are asked for before anything is sent again.</summary>
    public IReadOnlyList<OpenAttempt> Open { get; init; } = [];

    /// <summary>The services as they were seen last.</summary>
    public IReadOnlyDictionary<string, ServiceWord> Services { get; init; } = new Dictionary<string, ServiceWord>(StringComparer.Ordinal);

    /// <summary>The record after a look at the services. What was never seen before is no news.</summary>
    public LaneRecord Seeing(IReadOnlyDictionary<string, ServiceStatus> services, DateTimeOffset now)
    {
        var words = Services.Where(word => services.ContainsKey(word.Key)).ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal);
        var changed = words.Count != Services.Count;
        foreach (var (id, status) in services)
        {
            var before = words.GetValueOrDefault(id);
            if (before?.Now != status)
            {
                words[id] = new ServiceWord((before?.Number ?? 0) + 1, before?.Now ?? status, status, now);
                changed = true;
            }
        }

        return changed ? this with { Services = words } : this;
    }

    /// <summary>All matters: the given ones and the changes of services.</summary>
    public IReadOnlyList<Topic> Topics(PublicNow now) =>
    [
        .. now.Topics,
        .. Services.Where(word => word.Value.Old != word.Value.Now).Select(word => new Topic(TopicKind.Service, word.Key, word.Value.Number, word.Value.At,
            word.Value.Now == ServiceStatus.Operational, [word.Key]) { Change = new ServiceChange(word.Value.Old, word.Value.Now) }),
    ];

    /// <summary>The matters with a word that not everybody was told.</summary>
    public IReadOnlyList<Topic> Unfinished(IReadOnlyList<Topic> topics) => [.. topics.Where(topic => topic.Number > Finished.GetValueOrDefault(topic.Id))];

    /// <summary>The record after everybody was told these words; matters that are not talked about any more are forgotten.</summary>
    public LaneRecord Finishing(IReadOnlyList<Topic> topics) => this with { Finished = topics.ToDictionary(topic => topic.Id, topic => Math.Max(topic.Number, Finished.GetValueOrDefault(topic.Id)), StringComparer.Ordinal) };
}
