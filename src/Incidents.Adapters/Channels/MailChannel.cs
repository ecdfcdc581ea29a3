using Incidents.Adapters.Channels.Invitations;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Where mails to a person of the roster go.</summary>
/// <param name="Name">As shown in the mail.</param>
/// <param name="Address">The mail address.</param>
public sealed record MailRecipient(string Name, string Address);

/// <summary>Mails people of the roster.</summary>
/// <param name="composer">Words the mail, with links and codes.</param>
/// <param name="transport">Takes it out of the house.</param>
/// <param name="recipient">Where a person's mails go; null when the person has left the roster.</param>
public sealed class MailChannel(IMailComposer composer, IMailTransport transport, Func<string, MailRecipient?> recipient) : IChannel
{
    readonly InvitationCalendar calendar = new(transport.Sender, recipient);

    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    /// <returns>What the transport says; Refused when the person has left the roster.</returns>
    public Task<Attempt> AttemptAsync(Delivery delivery, CancellationToken ct) => WithAsync(delivery, transport.SendAsync, ct);

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(Delivery delivery, CancellationToken ct) => WithAsync(delivery, transport.ReconcileAsync, ct);

    async Task<Attempt> WithAsync(Delivery delivery, Func<OutgoingMail, CancellationToken, Task<Attempt>> act, CancellationToken ct)
    {
        if (delivery.Effect is not MailPerson mail)
            return new Attempt.Refused($"This channel mails people; it cannot carry {delivery.Effect.GetType().Name}.");
        if (recipient(mail.Person) is not { } to)
            return new Attempt.Refused($"{mail.Person} is not on the roster any more.");

        var composed = await composer.ComposeAsync(delivery, mail, ct);
        return await act(new OutgoingMail(delivery.EffectId, delivery.IncidentId, mail.Person, to.Name, to.Address, composed.Subject, composed.Text, composed.Html,
            mail.Invitation is { } invitation ? calendar.Write(delivery.IncidentId, delivery.Incident.Drill ? invitation with { Summary = $"EXERCISE: {invitation.Summary}" } : invitation) : null)
        {
            First = delivery.Incident.Mailed.GetValueOrDefault(mail.Person)?.First is { } first && first != delivery.EffectId ? first : null,
        }, ct);
    }
}
