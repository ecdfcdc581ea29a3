using System.Text.Json;
using Incidents.Adapters.Channels;
using Incidents.Desk;
using LinqToTwitter;
using LinqToTwitter.Common;

namespace Incidents.Functions.Channels;

/// <summary>Posts approved texts on X, through LINQ to Twitter.</summary>
/// <param name="name">The channel's name; effects name it.</param>
/// <param name="open">Opens a context for one attempt: a context keeps its last answer, so that two attempts must not share one.</param>
/// <param name="page">An incident's public page, which every post ends with; null: none.</param>
/// <param name="time">For a rate limit that names its end.</param>
/// <param name="limit">How long one attempt may take; null: <see cref="XAnswer.Limit"/>. The package's own limit is longer than a day.</param>
/// <param name="timeline">Finds a post that X has already; null: it stays without an id.</param>
sealed class LinqToTwitterPosts(string name, Func<TwitterContext> open, Func<string, string?> page, TimeProvider time, TimeSpan? limit = null, XTimeline? timeline = null) : IChannel
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    /// <returns>
    /// Delivered with the post's id, also when X had the very same text already and shows it; Deferred when X is busy or unreachable; Refused when X does not take the text, or not
    /// from this account.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PostPublicly post)
        {
            return new Attempt.Refused($"This channel takes public posts; it cannot carry {delivery.Effect.GetType().Name}.");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(limit ?? XAnswer.Limit);
        using var x = open();
        var text = XText.Of(post, page(delivery.IncidentId));
        try
        {
            var taken = XText.AnswersTo(delivery, Name) is { } first ? await x.ReplyAsync(text, first, cancelToken: limited.Token) : await x.TweetAsync(text, cancelToken: limited.Token);
            return XAnswer.Taken(taken?.ID);
        }
        catch (TwitterQueryException exception)
        {
            var became = XAnswer.NotTaken(exception.StatusCode, exception.Details ?? "", XAnswer.Wait(x.RateLimitReset, time.GetUtcNow()));
            return ReferenceEquals(became, XAnswer.Had) && timeline is not null ? await timeline.AdoptAsync(text, ct) : became;
        }
        catch (JsonException)
        {
            return XAnswer.Taken(id: null);
        }
        catch (HttpRequestException exception)
        {
            return XAnswer.Unreachable(exception.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return XAnswer.Late();
        }
    }

    /// <inheritdoc/>
    /// <remarks>Repeating is harmless: X refuses the same text a second time, which then counts as delivered.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult(XAnswer.Again());
}
