using Incidents.Desk.Returns;

namespace Incidents.Adapters.Channels.Returns;

/// <summary>The names in Message-ID and References, without the domain: the sender's address may have changed since.</summary>
public sealed class MailNames : IMailNames
{
    /// <inheritdoc/>
    public string OfMail(string id) => MailIds.NameOf(id);

    /// <inheritdoc/>
    public string OfThread(string incidentId) => MailIds.ThreadOf(incidentId);

    /// <summary>The name in a Message-ID or reference; empty when it has none.</summary>
    public static string In(string? id) => id is null ? "" : id.Trim('<', '>', ' ').Split('@')[0];
}
