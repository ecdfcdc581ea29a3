using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Brings the status page up to what the log holds. The whole page is made each time, so that doing it twice changes nothing.</summary>
/// <param name="publish">Makes the page from the log and writes it; throws when it cannot.</param>
public sealed class StatusPageChannel(Func<CancellationToken, Task> publish) : IChannel
{
    /// <inheritdoc/>
    public string Name => PublishPage.Name;

    /// <inheritdoc/>
    /// <returns>Delivered once the page is written; Deferred when the disk does not take it.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        if (delivery.Effect is not PublishPage page)
            return new Attempt.Refused($"This channel publishes the status page; it cannot carry {delivery.Effect.GetType().Name}.");

        try
        {
            await publish(ct);
            return new Attempt.Delivered($"{page.Kind} {page.Number}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Attempt.Deferred($"The status page could not be written: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("The page is written again; that changes nothing that is right."));
}
