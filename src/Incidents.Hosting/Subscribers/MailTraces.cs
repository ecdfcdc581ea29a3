using Incidents.Adapters.Files;
using Incidents.Desk.Subscribers;

namespace Incidents.Hosting.Subscribers;

/// <summary>Mails to subscribers that were written into files because no mail server is configured: they hold the address.</summary>
public sealed class MailTraces(IFileStore files) : ISubscriberTraces
{
    const string Folder = "mail/";

    /// <inheritdoc/>
    public async Task<bool> EraseAsync(string subscriber, CancellationToken ct)
    {
        var mine = (await files.ListAsync(Folder, ct)).Where(name => name.Contains($"{SubscriberPost.PersonOf(subscriber)}-", StringComparison.Ordinal)).ToList();
        foreach (var name in mine)
            await files.DeleteAsync(Folder + name, ct);
        return mine.Count > 0;
    }
}
