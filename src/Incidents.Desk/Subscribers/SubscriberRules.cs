using Incidents.Desk.Returns;

namespace Incidents.Desk.Subscribers;

/// <summary>What is to be done for one subscriber now.</summary>
/// <param name="Topics">To be told, the oldest word first; empty when there is nothing, or when it has to wait.</param>
/// <param name="WaitsUntil">When what waits may go; null when nothing waits.</param>
public sealed record SubscriberDue(IReadOnlyList<Topic> Topics, DateTimeOffset? WaitsUntil)
{
    /// <summary>Nothing to tell.</summary>
    public static readonly SubscriberDue Nothing = new([], null);
}

/// <summary>Who is told what, and when. Pure.</summary>
public static class SubscriberRules
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>What is due.</summary>
    /// <param name="who">The subscriber.</param>
    /// <param name="topics">Every matter of the moment.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">The limits.</param>
    public static SubscriberDue Of(Subscriber who, IReadOnlyCollection<Topic> topics, DateTimeOffset now, SubscriberOptions options)
    {
        if (who.State != SubscriberState.Active)
        {
            return SubscriberDue.Nothing;
        }

        var untold = topics.Where(topic => IsNews(who, topic)).OrderBy(topic => topic.At).ThenBy(topic => topic.Id, StringComparer.Ordinal).ToList();
        if (untold.Count == 0)
        {
            return SubscriberDue.Nothing;
        }

        var mailed = who.Mailed.Where(at => at > now - Hour).Order().ToList();
        DateTimeOffset? room = who.Way == SubscriberWay.Mail && mailed.Count >= options.MailsPerHour ? mailed[mailed.Count - options.MailsPerHour] + Hour : null;
        var wait = Later(room, who.Trouble?.NextAt);
        return wait > now ? new SubscriberDue([], wait) : new SubscriberDue(untold, null);
    }

    /// <summary>
    /// True when a word is to be told. Whoever was told of a matter is told of its end, whatever they follow meanwhile; a word from before the subscription is told to nobody.
    /// </summary>
    public static bool IsNews(Subscriber who, Topic topic)
    {
        var told = who.Told.GetValueOrDefault(topic.Id);
        if (topic.Number <= told || (topic.Kind == TopicKind.Report && !who.Reports) || (topic.Kind == TopicKind.Service && who.Way != SubscriberWay.Webhook))
        {
            return false;
        }

        return who.Follows(topic) ? told > 0 || topic.At > who.Since : told > 0 && topic.Over;
    }

    /// <summary>The subscriber after some words were told.</summary>
    public static Subscriber Told(Subscriber who, IReadOnlyCollection<Topic> told, IReadOnlyCollection<Topic> topics, DateTimeOffset now)
    {
        // What is not talked about any more is forgotten, so that a record stays as small as the present is.
        var present = topics.Select(topic => topic.Id).ToHashSet(StringComparer.Ordinal);
        var kept = who.Told.Where(one => present.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
        foreach (var topic in told)
        {
            kept[topic.Id] = Math.Max(kept.GetValueOrDefault(topic.Id), topic.Number);
        }

        return who with { Told = kept, Trouble = null, Mailed = who.Way == SubscriberWay.Mail ? [.. who.Mailed.Where(at => at > now - Hour), now] : [] };
    }

    /// <summary>The subscriber after an attempt failed; suppressed once it has gone on for too long.</summary>
    /// <param name="who">The subscriber.</param>
    /// <param name="reason">What the other side said.</param>
    /// <param name="retryAfter">When it asked to be tried again; null: it did not.</param>
    /// <param name="now">The time.</param>
    public static Subscriber Failed(Subscriber who, string reason, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var trouble = new SubscriberTrouble((who.Trouble?.Count ?? 0) + 1, who.Trouble?.FirstAt ?? now, now);
        if (now - trouble.FirstAt >= SubscriberOptions.Patience)
        {
            return Suppressed(who, $"It has taken nothing since {trouble.FirstAt:u}. Last: {reason}", now);
        }

        var wait = SubscriberOptions.Backoff(trouble.Count);
        return who with { Trouble = trouble with { NextAt = now + (retryAfter is { } asked && asked > wait && asked < Hour ? asked : wait) } };
    }

    /// <summary>
    /// The subscriber after a mail came back: not told any more when there is no such mailbox, or when the third mail comes back for another reason. Null: nothing changes.
    /// </summary>
    public static Subscriber? Returned(Subscriber who, ReturnedMail report, DateTimeOffset now)
    {
        if (who.State != SubscriberState.Active || who.Bounces?.Mail == report.Mail)
        {
            return null;
        }

        var bounces = new SubscriberBounces((who.Bounces is { } before && now - before.LastAt < SubscriberOptions.BounceMemory ? before.Count : 0) + 1, now, report.Said, report.Mail);
        return report.OfAddress || bounces.Count >= SubscriberOptions.MostBounces ? Suppressed(who with { Bounces = bounces }, report.Said, now) : who with { Bounces = bounces };
    }

    /// <summary>The subscriber who is not told any more because the address refused.</summary>
    public static Subscriber Suppressed(Subscriber who, string reason, DateTimeOffset now) =>
        who with { State = SubscriberState.Suppressed, StateAt = now, Why = reason, Told = new Dictionary<string, int>(StringComparer.Ordinal), Mailed = [], Trouble = null };

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one > other ? one : other;
}
