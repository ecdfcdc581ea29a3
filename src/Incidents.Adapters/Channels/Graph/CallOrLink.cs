using Incidents.Desk;

namespace Incidents.Adapters.Channels.Graph;

/// <summary>
/// Opens the call where the company has its meetings; when that does not work at the first attempt, as a link that needs no account. People in an incident need a call now
/// rather than the better one later.
/// </summary>
/// <param name="meetings">The first choice.</param>
/// <param name="link">Never fails.</param>
public sealed class CallOrLink(IChannel meetings, CallLink link) : IChannel
{
    /// <inheritdoc/>
    public string Name => link.Name;

    /// <inheritdoc/>
    /// <returns>Delivered with the address, and with the reason when it is the link's.</returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        var first = await TryAsync(delivery, ct);
        if (first is Attempt.Delivered || delivery.Effect is not OpenCall)
            return first;

        var why = first switch { Attempt.Deferred later => later.Reason, Attempt.Unknown unclear => unclear.Reason, Attempt.Refused no => no.Reason, _ => "" };
        return await link.AttemptAsync(delivery, ct) is Attempt.Delivered opened
            ? new Attempt.Delivered(OpenCall.Reference(opened.Reference, $"This is the link that needs no account: the usual meeting could not be opened. {why}"))
            : first;
    }

    /// <inheritdoc/>
    /// <remarks>Nobody was told of a call that is not on record, so opening one again disturbs nobody.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => meetings.ReconcileAsync(delivery, ct);

    async Task<Attempt> TryAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            return await meetings.AttemptAsync(delivery, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new Attempt.Deferred($"{failure.GetType().Name}.");
        }
    }
}
