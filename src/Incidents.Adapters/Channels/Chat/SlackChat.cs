using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Adapters.Channels.Chat;

/// <summary>
/// Posts to the company in Slack: one thread per incident, whose first message always says where it stands. Slack knows no idempotency key, so each message carries its effect's id in its
/// metadata, and after an unknown outcome the conversation is searched for it. Makes one attempt.
/// </summary>
public sealed class SlackChat : IChannel
{
    const int FirstWords = 700;

    readonly SlackOptions options;
    readonly Func<string, string> link;
    readonly SlackApi slack;
    readonly SlackThread thread;

    /// <summary>Opens the conversation.</summary>
    /// <param name="http">Must not follow redirects: they would carry the token elsewhere.</param>
    /// <param name="options">The conversation.</param>
    /// <param name="link">An incident's page in the console.</param>
    /// <param name="time">For a Retry-After that names a date.</param>
    public SlackChat(HttpClient http, SlackOptions options, Func<string, string> link, TimeProvider time)
    {
        (this.options, this.link) = (options, link);
        slack = new SlackApi(http, options, time);
        thread = new SlackThread(slack, options.Conversation);
    }

    /// <inheritdoc/>
    public string Name => options.Channel;

    /// <inheritdoc/>
    /// <returns>
    /// Delivered with Slack's timestamp; Deferred on 429, and while Slack does not let the app post, which somebody can mend; Unknown on 5xx and when the answer was lost; Refused on any
    /// other <c>ok: false</c>.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PostInternally post)
            return new Attempt.Refused($"This channel takes internal posts; it cannot carry {delivery.Effect.GetType().Name}.");

        var (root, failure) = await thread.RootAsync(delivery.IncidentId, delivery.Incident.OpenedAt, ct);
        if (failure is not null)
            return NothingSent(failure);
        if (root?.Effect == delivery.EffectId)
            return new Attempt.Delivered(root.Ts);
        if (root is not null && await KeepCurrentAsync(delivery.IncidentId, root, post.Text, ct) is { } stale)
            return NothingSent(stale);

        var (answer, lost) = await slack.WriteAsync("chat.postMessage", Message(delivery, post.Text, root), ct);
        if (answer is not { } said)
            return lost!;

        return SlackApi.ErrorOf(said) is { } error ? SlackApi.NotOk(error)
            : said.TryGetProperty("ts", out var ts) && ts.ValueKind == JsonValueKind.String ? new Attempt.Delivered(ts.GetString()!)
            : new Attempt.Unknown("Slack answered without the message's timestamp.");
    }

    /// <inheritdoc/>
    public async Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct)
    {
        var (root, failure) = await thread.RootAsync(delivery.IncidentId, delivery.Incident.OpenedAt, ct);
        var post = root;
        if (root is { } first && first.Effect != delivery.EffectId)
            (post, failure) = await thread.ReplyAsync(delivery.IncidentId, first.Ts, delivery.EffectId, ct);
        return failure is not null ? new Attempt.Unknown($"It is not known whether an earlier attempt was posted, and Slack could not be asked. {ReasonOf(failure)}")
            : post is not null ? new Attempt.Delivered(post.Ts)
            : new Attempt.Deferred("Slack does not have it.");
    }

    // The first message says where it stands now, above the words it began with. Doing it twice changes nothing. Slack may forbid changes to old messages: the thread still has them all.
    async Task<Attempt?> KeepCurrentAsync(string incident, SlackPost root, string text, CancellationToken ct)
    {
        var now = $"Now: {SafeText.Cut(SafeText.Line(text.Split('\n', 2)[0]), 200)}\nThe thread has every announcement.\n\n{root.First}";
        var (answer, failure) = await slack.WriteAsync("chat.update", new
        {
            channel = options.Conversation,
            ts = root.Ts,
            text = SlackMessage.Fallback(now),
            blocks = SlackMessage.Blocks(now, link(incident)),
            metadata = SlackThread.Metadata(incident, root.Effect, root.First),
            parse = "none",
        }, ct);
        return failure ?? (SlackApi.ErrorOf(answer!.Value) is { } error && SlackApi.NotOk(error) is not Attempt.Refused and var mendable ? mendable : null);
    }

    Dictionary<string, object> Message(Delivery delivery, string text, SlackPost? root)
    {
        var message = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["channel"] = options.Conversation,
            ["text"] = SlackMessage.Fallback(text),
            ["blocks"] = SlackMessage.Blocks(text, link(delivery.IncidentId)),
            ["metadata"] = SlackThread.Metadata(delivery.IncidentId, delivery.EffectId, root is null ? SafeText.Cut(SafeText.Lines(text), FirstWords) : ""),
            // Nothing in the text becomes a mention or a preview of somebody else's page.
            ["parse"] = "none",
            ["link_names"] = false,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };
        if (root is not null)
            message["thread_ts"] = root.Ts;
        return message;
    }

    // Before the message itself is sent, nothing that fails leaves a doubt.
    static Attempt NothingSent(Attempt failure) => failure is Attempt.Unknown unclear ? new Attempt.Deferred(unclear.Reason, unclear.RetryAfter) : failure;

    static string ReasonOf(Attempt failure) => failure switch { Attempt.Deferred d => d.Reason, Attempt.Unknown u => u.Reason, Attempt.Refused r => r.Reason, _ => "" };
}
