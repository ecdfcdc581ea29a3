using System.Security.Cryptography;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Writes to the users who left an address with their report, and erases the addresses.</summary>
/// <param name="store">The addresses.</param>
/// <param name="transport">Takes the mails out of the house; each user gets one of their own, so that none sees another's address.</param>
public sealed class ContactsChannel(ContactStore store, IMailTransport transport) : IChannel
{
    const int MostDeferred = 3;

    /// <inheritdoc/>
    public string Name => "contacts";

    /// <inheritdoc/>
    /// <returns>
    /// Delivered once every user was written to (a refused address counts as tried, and the reference says so) or everything is erased; Deferred when a mail has to be tried
    /// again: then only those users are written to who were not yet.
    /// </returns>
    public async Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            switch (delivery.Effect)
            {
                case MailAffectedUsers mail:
                    return await MailAsync(delivery, mail, ct);
                case EraseContacts:
                    await store.EraseAsync(delivery.IncidentId, ct);
                    return new Attempt.Delivered("erased");
                default:
                    return new Attempt.Refused($"This channel writes to users; it cannot carry {delivery.Effect.GetType().Name}.");
            }
        }
        catch (IOException exception)
        {
            return new Attempt.Deferred($"The contacts cannot be read or written now: {exception.Message}");
        }
        catch (CryptographicException)
        {
            return new Attempt.Refused("The contacts cannot be read: they were changed, or written under another secret.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>Who was written to is on the disk, so another attempt repeats at most the one mail that was on its way.</remarks>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => Task.FromResult<Attempt>(new Attempt.Deferred("It goes on where it stopped."));

    async Task<Attempt> MailAsync(Delivery delivery, MailAffectedUsers mail, CancellationToken ct)
    {
        var contacts = await store.ListAsync(delivery.IncidentId, ct);
        var refused = 0;
        var later = new List<Attempt.Deferred>();
        foreach (var contact in contacts)
        {
            if (await store.WasSentAsync(delivery.IncidentId, delivery.EffectId, contact, ct))
                continue;

            switch (await transport.SendAsync(For(delivery, mail, contact), ct))
            {
                case Attempt.Deferred deferred:
                    later.Add(deferred);
                    break;
                case Attempt.Unknown unclear:
                    // A second mail is better than none.
                    later.Add(new Attempt.Deferred(unclear.Reason, unclear.RetryAfter));
                    break;
                case Attempt.Refused:
                    refused++;
                    break;
                default:
                    await store.MarkSentAsync(delivery.IncidentId, delivery.EffectId, contact, ct);
                    break;
            }

            // One address may be put off by its own server; several mean that ours takes nothing now.
            if (later.Count == MostDeferred)
                break;
        }

        return later.Count > 0 ? later[0] : (contacts.Count, refused) switch
        {
            (0, _) => new Attempt.Delivered("No user left an address."),
            (var all, 0) => new Attempt.Delivered($"Users written to: {all}."),
            (var all, var no) when all == no => new Attempt.Refused($"Every address was refused: {all}."),
            (var all, var no) => new Attempt.Delivered($"Users written to: {all - no} of {all}; the other addresses were refused."),
        };
    }

    // The same key for every attempt, another for every user.
    static OutgoingMail For(Delivery delivery, MailAffectedUsers mail, Contact contact) =>
        new($"{delivery.EffectId}/{contact.Reporter}", delivery.IncidentId, "user", "", contact.Mail, mail.Subject, mail.Text, Html: null);
}
