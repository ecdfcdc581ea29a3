using System.Globalization;
using Incidents.Adapters.Files;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Writes mails as <c>.eml</c> files, which any mail program opens, until a mail server is configured. One file per mail, whole or not at all.</summary>
/// <param name="files">Holds them under <c>mail/</c>. They hold links and codes, so they are for this installation only.</param>
/// <param name="from">The sender.</param>
/// <param name="time">Begins the files' names, so that they sort by time.</param>
public sealed class EmlMail(IFileStore files, string from, TimeProvider time) : IMailTransport
{
    const string Folder = "mail/";
    const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'-";

    /// <inheritdoc/>
    public string Sender => from;

    /// <inheritdoc/>
    /// <returns>Delivered with the file's name, also when an earlier attempt wrote it; Deferred when the store does not take it; Refused when the address is none.</returns>
    public async Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        try
        {
            if (await WrittenAsync(mail, ct) is { } there)
                return new Attempt.Delivered(there);

            var at = time.GetUtcNow();
            using var message = MailMessages.Of(mail, from, at);
            using var bytes = new MemoryStream();
            await message.WriteToAsync(bytes, ct);
            var name = at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + Suffix(mail);
            await files.WriteAsync(Folder + name, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), ct);
            return new Attempt.Delivered(name);
        }
        catch (FormatException exception)
        {
            return new Attempt.Refused(exception.Message);
        }
        catch (IOException exception)
        {
            return new Attempt.Deferred($"The mail folder did not take the file: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public async Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) =>
        await WrittenAsync(mail, ct) is { } name ? new Attempt.Delivered(name) : new Attempt.Deferred("The file was not written.");

    async Task<string?> WrittenAsync(OutgoingMail mail, CancellationToken ct)
    {
        var length = time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture).Length;
        return (await files.ListAsync(Folder, ct)).FirstOrDefault(name => name.Length == length + Suffix(mail).Length && name.EndsWith(Suffix(mail), StringComparison.Ordinal));
    }

    static string Suffix(OutgoingMail mail) => $"{FileNames.Of(mail.Person)}-{FileNames.Of(mail.Id)}.eml";
}
