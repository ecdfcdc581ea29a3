using System.Collections.Concurrent;
using Incidents.Desk.Subscribers;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>A provider that knows its messages by their ids, as Communication Services does: it can be asked, and a repeated message is the same one.</summary>
sealed class MailRoom : ISubscriberPost
{
    readonly ConcurrentDictionary<string, SubscriberMessage> taken = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<SubscriberMessage> order = new();

    /// <summary>What it answers; null: it takes the message.</summary>
    public Func<SubscriberMessage, Attempt?> Answer { get; set; } = _ => null;

    /// <summary>Called once a message is taken, before its sender hears of it.</summary>
    public Action<SubscriberMessage> Taken { get; set; } = _ => { };

    /// <summary>False for one that cannot be asked what became of a message, as a mail server cannot.</summary>
    public bool CanBeAsked { get; set; } = true;

    /// <summary>True when nothing is noted: it is only counted.</summary>
    public bool Forget { get; set; }

    /// <summary>What left, in order.</summary>
    public IReadOnlyList<SubscriberMessage> Left => [.. order];

    /// <summary>How many messages were sent a second time under their id.</summary>
    public int Doubled;

    /// <summary>The words that left to an address, in order: <c>i:2026-1/1</c>.</summary>
    public IReadOnlyList<string> To(string address) => [.. order.OfType<SubscriberMessage.News>().Where(message => message.To.Address == address).Select(message => string.Join(' ', message.Topics.Select(topic => topic.Word)))];

    public Task<Attempt> SendAsync(SubscriberMessage message, CancellationToken ct)
    {
        if (Answer(message) is { } answer)
        {
            return Task.FromResult(answer);
        }

        if (Forget)
        {
            Taken(message);
            return Task.FromResult<Attempt>(new Attempt.Delivered("taken"));
        }

        if (!taken.TryAdd(message.Id, message))
        {
            Interlocked.Increment(ref Doubled);
            return Task.FromResult<Attempt>(new Attempt.Delivered("again"));
        }

        order.Enqueue(message);
        Taken(message);
        return Task.FromResult<Attempt>(new Attempt.Delivered("taken"));
    }

    public Task<Attempt> ReconcileAsync(string messageId, SubscriberWay way, string subscriber, CancellationToken ct) =>
        Task.FromResult<Attempt>(CanBeAsked && taken.ContainsKey(messageId) ? new Attempt.Delivered("taken") : new Attempt.Deferred("Never seen."));
}
