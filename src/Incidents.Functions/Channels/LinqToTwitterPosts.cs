using System.Net;
using Incidents.Desk;
using LinqToTwitter;
using LinqToTwitter.Common;

namespace Incidents.Functions.Channels;

/// <summary>Posts approved texts on X, through LINQ to Twitter.</summary>
/// <param name="name">The channel's name; effects name it.</param>
/// <param name="open">Opens a context for one attempt: a context keeps its last answer, so that two attempts must not share one.</param>
sealed class LinqToTwitterPosts(string name, Func<TwitterContext> open) : IChannel
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    /// <returns>
    /// Delivered with the post's id, or with a word when X had the very same text already; Deferred when X is busy or unreachable; Refused when X does not take the text, or not
    /// from this account.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PostPublicly post)
        {
            return new Attempt.Refused($"This channel takes public posts; it cannot carry {delivery.Effect.GetType().Name}.");
        }

        try
        {
            using var x = open();
            return await x.TweetAsync(post.Text, cancelToken: ct) is { ID: { Length: > 0 } id } ? new Attempt.Delivered(id) : new Attempt.Deferred("X answered without the post's id.");
        }
        catch (TwitterQueryException exception)
        {
            return Answer(exception);
        }
        catch (HttpRequestException exception)
        {
            return new Attempt.Deferred($"X cannot be reached: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    /// <remarks>Repeating is harmless: X refuses the same text a second time, which then counts as delivered.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It is posted again; X takes the same text once."));

    static Attempt Answer(TwitterQueryException exception) => exception switch
    {
        { StatusCode: HttpStatusCode.Forbidden } when IsDuplicate(exception) => new Attempt.Delivered("X had this text already."),
        { StatusCode: HttpStatusCode.TooManyRequests } => new Attempt.Deferred("X takes no more posts at the moment (429)."),
        { StatusCode: >= HttpStatusCode.InternalServerError } => new Attempt.Deferred($"X answered {(int)exception.StatusCode}."),
        { StatusCode: HttpStatusCode.Unauthorized } => new Attempt.Deferred("X does not know these keys (401). Renew them in the configuration; the post then goes out by itself."),
        _ => new Attempt.Refused($"X refused the post ({(int)exception.StatusCode}): {exception.Details ?? exception.Message}"),
    };

    static bool IsDuplicate(TwitterQueryException exception) =>
        $"{exception.Details} {exception.Title} {string.Join(' ', exception.Errors?.Select(error => error.Message) ?? [])}".Contains("duplicate", StringComparison.OrdinalIgnoreCase);
}
