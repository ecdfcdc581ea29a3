using Incidents.Adapters.Channels;
using MimeKit;

namespace Incidents.Hosting.Configuration;

/// <summary>The mailbox that mails come back to.</summary>
static class BouncesCheck
{
    const string Path = "channels.mail.bounces";

    public static IEnumerable<Problem> Of(MailSection mail) => mail.Bounces is not { } bounces ? [] : ((Problem?[])
    [
        Host(bounces),
        string.IsNullOrWhiteSpace(bounces.User) ? new($"{Path}.user", "There is nobody to sign in as.", "Write the mailbox's user.") : null,
        string.IsNullOrWhiteSpace(bounces.Folder) ? new($"{Path}.folder", "There is no folder to read.", "Write \"INBOX\", or leave it out.") : null,
        bounces.Address is { } address && (!MailboxAddress.TryParse(address, out var one) || one.Address != address)
            ? new($"{Path}.address", $"\"{address}\" is not an address.", "Write the address alone, such as \"bounces@contoso.example\".") : null,
        bounces is { Address: not null } && mail.Smtp is null ? new($"{Path}.address", "No mail is sent by SMTP, so nothing could come back there.", "Write channels.mail.smtp, or leave it out.") : null,
        .. bounces.Tenant is null && bounces.ClientId is null && bounces.ClientSecret is null ? Password(bounces) : App(bounces),
    ]).OfType<Problem>();

    static Problem? Host(BouncesSection bounces) => bounces switch
    {
        { Host: null } => null,
        _ when Uri.CheckHostName(bounces.Host.Trim('[', ']')) == UriHostNameType.Unknown => new($"{Path}.host", $"\"{bounces.Host}\" is not a server's name.", "Write the name or address alone, without scheme and port."),
        { Tls: SmtpTls.None } when !SmtpOptions.IsLoopbackHost(bounces.Host) => new($"{Path}.tls", "The password would cross the network in the clear.", "Write \"onConnect\" or \"startTls\"."),
        _ => null,
    };

    static Problem?[] Password(BouncesSection bounces) =>
    [
        bounces.Password is null ? new($"{Path}.password", "There is a user but no password.", "Write \"env:NAME\" and set that environment variable; for Exchange Online write tenant, clientId and clientSecret instead.") : null,
        SecretCheck.Problem($"{Path}.password", bounces.Password, plain: true),
    ];

    static Problem?[] App(BouncesSection bounces) =>
    [
        bounces.Password is not null ? new($"{Path}.password", "There are a password and an app to sign in with.", "Leave out the password, or tenant, clientId and clientSecret.") : null,
        bounces.Tenant is null || Guid.TryParseExact(bounces.Tenant, "D", out _) ? null : new($"{Path}.tenant", $"\"{bounces.Tenant}\" is not the id of a directory.", "Write 32 hexadecimal digits with hyphens, as Entra shows them."),
        bounces.Tenant is null ? new($"{Path}.tenant", "There is an app but no directory to sign in to.", "Write the directory's id.") : null,
        bounces.ClientId is null ? new($"{Path}.clientId", "There is a tenant but nobody to sign in as.", "Write the client id of the app registration.") : null,
        bounces.ClientSecret is null ? new($"{Path}.clientSecret", "There is a tenant but no secret.", "Write \"env:NAME\" and set that environment variable.") : null,
        SecretCheck.Problem($"{Path}.clientSecret", bounces.ClientSecret, plain: true),
    ];
}
