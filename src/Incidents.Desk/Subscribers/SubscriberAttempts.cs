using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Incidents.Desk.Subscribers;

/// <summary>Tells one subscriber at a time, and writes down what came of it.</summary>
public sealed partial class SubscriberAttempts(SubscriberStore store, ISubscriberPost post, SubscriberOptions options, TimeProvider time, ILogger<SubscriberAttempts> logger)
{
    // So many addresses in a row do not vanish, and so many messages are not refused for what is in them: the server refuses us.
    const int RefusedByServer = 10;
    const int RefusedInARow = 3;

    static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    readonly Lock keeping = new();
    DateTimeOffset heldUntil;
    string heldWhy = "";
    int refused;

    /// <summary>Why no mail goes at the moment; null when mails go.</summary>
    public string? Problem
    {
        get
        {
            lock (keeping)
            {
                return heldUntil > time.GetUtcNow() ? heldWhy : null;
            }
        }
    }

    /// <summary>The messages that tell these words: all in one mail, one POST for each.</summary>
    public static IReadOnlyList<SubscriberMessage.News> Messages(Subscriber who, IReadOnlyList<Topic> topics) => topics.Count == 0 ? []
        : who.Way == SubscriberWay.Mail ? [new SubscriberMessage.News(IdOf(who, topics), who, topics)]
        : [.. topics.Select(topic => new SubscriberMessage.News(IdOf(who, [topic]), who, [topic]))];

    /// <summary>Tells a subscriber, as stored now, what is due now.</summary>
    public async Task<AttemptOutcome> TellAsync(string id, IReadOnlyList<Topic> topics, CancellationToken ct)
    {
        // Read again: they may have left while others were told.
        if (await store.FindAsync(id, ct) is not { } found || SubscriberRules.Of(found.Value, topics, time.GetUtcNow(), options) is not { Topics.Count: > 0 } due)
        {
            return new AttemptOutcome(0, [], null);
        }

        var told = 0;
        var unclear = new List<string>();
        foreach (var message in Messages(found.Value, due.Topics))
        {
            if (found.Value.Way == SubscriberWay.Mail && Held() is { } until)
            {
                return new AttemptOutcome(told, unclear, until);
            }

            var attempt = await TryAsync(message, ct);
            if (attempt is Attempt.Unknown)
            {
                unclear.Add(message.Id);
            }

            var after = await store.ChangeAsync(id, now => now.State == SubscriberState.Active ? After(now, message, attempt, topics) : null, ct);
            if (attempt is not Attempt.Delivered)
            {
                return new AttemptOutcome(told, unclear, after?.State == SubscriberState.Active ? Held() ?? after.Trouble?.NextAt ?? time.GetUtcNow() : null);
            }

            told++;
        }

        return new AttemptOutcome(told, unclear, null);
    }

    /// <summary>Clears up what is open since a crash or an answer that was lost. Returns what still is.</summary>
    public async Task<IReadOnlyList<OpenAttempt>> ReconcileAsync(IReadOnlyList<OpenAttempt> open, IReadOnlyList<Topic> topics, CancellationToken ct)
    {
        var left = new List<OpenAttempt>();
        foreach (var one in open)
        {
            switch (await AskAsync(one, ct))
            {
                case Attempt.Delivered:
                    var words = one.Words.Select(word => topics.FirstOrDefault(topic => topic.Id == word.Key) is { } topic ? topic with { Number = word.Value } : null).OfType<Topic>().ToList();
                    await store.ChangeAsync(one.Subscriber, who => words.All(word => who.Told.GetValueOrDefault(word.Id) >= word.Number) ? null : SubscriberRules.Told(who, words, topics, time.GetUtcNow()), ct);
                    break;
                case Attempt.Unknown:
                    left.Add(one);
                    break;
            }
        }

        return left;
    }

    Subscriber? After(Subscriber who, SubscriberMessage.News message, Attempt attempt, IReadOnlyList<Topic> topics)
    {
        var now = time.GetUtcNow();
        return attempt switch
        {
            Attempt.Delivered => SubscriberRules.Told(who, message.Topics, topics, now),
            Attempt.Refused { OfAddress: true } no when !IsServersWord() => SubscriberRules.Suppressed(who, no.Reason, now),
            Attempt.Refused no => SubscriberRules.Failed(who, no.Reason, null, now),
            Attempt.Unknown unclear => SubscriberRules.Failed(who, unclear.Reason, unclear.RetryAfter, now),
            // The server as a whole takes nothing: that is nobody's fault who is written to.
            Attempt.Deferred { RetryAfter: not null } when who.Way == SubscriberWay.Mail => null,
            Attempt.Deferred later => SubscriberRules.Failed(who, later.Reason, later.RetryAfter, now),
            _ => null,
        };
    }

    /// <summary>One attempt; it never throws but when it is told to stop, and learns from the answer whether the server takes anything at all.</summary>
    public async Task<Attempt> TryAsync(SubscriberMessage message, CancellationToken ct)
    {
        Attempt attempt;
        try
        {
            attempt = await post.SendAsync(message, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogBroken(logger, exception, message.To.Id);
            attempt = new Attempt.Deferred(exception.GetType().Name);
        }

        if (message.To.Way == SubscriberWay.Mail)
        {
            Learn(attempt);
        }

        return attempt;
    }

    /// <summary>Until when no mail goes; null when mails go.</summary>
    public DateTimeOffset? Held()
    {
        lock (keeping)
        {
            return heldUntil > time.GetUtcNow() ? heldUntil : null;
        }
    }

    bool IsServersWord()
    {
        lock (keeping)
        {
            return refused > RefusedByServer;
        }
    }

    void Learn(Attempt attempt)
    {
        lock (keeping)
        {
            refused = attempt switch { Attempt.Refused => refused + 1, Attempt.Delivered => 0, _ => refused };
            var (wait, why) = attempt switch
            {
                Attempt.Deferred { RetryAfter: { } asked } later => (asked, later.Reason),
                Attempt.Refused no when refused > RefusedByServer || (!no.OfAddress && refused >= RefusedInARow) => (Hold, no.Reason),
                _ => (TimeSpan.Zero, ""),
            };
            if (wait > TimeSpan.Zero)
            {
                (heldUntil, heldWhy) = (time.GetUtcNow() + wait, why);
                LogHeld(logger, wait, why);
            }
        }
    }

    async Task<Attempt> AskAsync(OpenAttempt open, CancellationToken ct)
    {
        try
        {
            return await post.ReconcileAsync(open.Message, open.Way, open.Subscriber, ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            return new Attempt.Unknown(exception.GetType().Name);
        }
    }

    // Long digests have a short name.
    static string IdOf(Subscriber who, IReadOnlyList<Topic> topics)
    {
        var words = string.Join(' ', topics.Select(topic => topic.Word).Order(StringComparer.Ordinal));
        return $"subscriber/{who.Id}/{(topics.Count == 1 ? words : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 16)))}";
    }

    [LoggerMessage(4511, LogLevel.Warning, "No mail goes to subscribers for {Wait}: {Why}")]
    static partial void LogHeld(ILogger logger, TimeSpan wait, string why);

    [LoggerMessage(4512, LogLevel.Error, "A message to subscriber {Subscriber} could not be sent.")]
    static partial void LogBroken(ILogger logger, Exception exception, string subscriber);
}
