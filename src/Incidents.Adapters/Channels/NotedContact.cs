using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>One of the ways by which people are reached, which notes who could not be reached by it.</summary>
/// <param name="inner">Makes the attempts.</param>
/// <param name="way">mail, or the way's kind.</param>
/// <param name="troubles">Keeps the refusals.</param>
public sealed class NotedContact(IChannel inner, string way, ContactTroubles troubles) : IChannel, IDisposable
{
    /// <summary>Who makes the attempts.</summary>
    public IChannel Inner => inner;

    /// <summary>Which way it is.</summary>
    public string Way => way;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        var attempt = await inner.AttemptAsync(delivery, ct);
        if (delivery.Effect switch { MailPerson mail => mail.Person, PushPerson push => push.Person, _ => null } is { } person)
            await NoteAsync(troubles, person, way, attempt, ct);
        return attempt;
    }

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => inner.ReconcileAsync(delivery, ct);

    /// <summary>Notes what one attempt came to. An attempt that is to be repeated says nothing about the contact.</summary>
    public static Task NoteAsync(ContactTroubles troubles, string person, string way, Attempt attempt, CancellationToken ct) => attempt switch
    {
        Attempt.Refused no => troubles.RefusedAsync(person, way, no.Reason, ct),
        Attempt.Delivered => troubles.TakenAsync(person, way, ct),
        _ => Task.CompletedTask,
    };

    /// <inheritdoc/>
    public void Dispose() => (inner as IDisposable)?.Dispose();
}
