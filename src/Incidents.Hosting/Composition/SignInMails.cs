using Incidents.Adapters.Channels;
using Incidents.Desk;
using Incidents.Hosting.Configuration;
using Incidents.Web;

namespace Incidents.Hosting.Composition;

/// <summary>Mails links to sign in with, past the desk: signing in is not the plan's.</summary>
sealed class SignInMails(ResponseConfiguration configuration, IMailTransport transport) : ISignInMailer
{
    /// <inheritdoc/>
    public string? PersonOf(string address) => configuration.People.FirstOrDefault(person => string.Equals(person.Mail, address, StringComparison.OrdinalIgnoreCase))?.Id;

    /// <inheritdoc/>
    public async Task SendAsync(string person, ComposedMail mail, CancellationToken ct)
    {
        if (Channels.Recipient(configuration, person) is not { } to)
        {
            return;
        }

        // Each is a mail of its own: a link lives for minutes.
        var id = $"sign-in/{person}/{Guid.NewGuid():N}";
        if (await transport.SendAsync(new OutgoingMail(id, "sign-in", person, to.Name, to.Address, mail.Subject, mail.Text, mail.Html), ct) is not Attempt.Delivered)
        {
            throw new InvalidOperationException("The mail with the link was not taken. \"sign-in PERSON\" on the host's machine prints one.");
        }
    }
}
