using System.Globalization;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>Writes mails as <c>.eml</c> files, which any mail program opens, until a mail server is configured. One file per mail, whole or not at all.</summary>
/// <param name="folder">Where; made when it does not exist. The files hold links and codes, so they are readable by this account only.</param>
/// <param name="from">The sender.</param>
/// <param name="time">Begins the files' names, so that they sort by time.</param>
public sealed class EmlMail(string folder, string from, TimeProvider time) : IMailTransport
{
    const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'-";

    /// <inheritdoc/>
    /// <returns>Delivered with the file's name, also when an earlier attempt wrote it; Deferred when the disk does not take it; Refused when the address is none.</returns>
    public async Task<Attempt> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        if (Written(mail) is { } there)
            return new Attempt.Delivered(there);

        try
        {
            var at = time.GetUtcNow();
            using var message = MailMessages.Of(mail, from, at);
            using var bytes = new MemoryStream();
            await message.WriteToAsync(bytes, ct);
            var name = at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + Suffix(mail);
            await WholeFile.WriteAsync(Path.Combine(folder, name), bytes.GetBuffer().AsMemory(0, (int)bytes.Length), ct);
            return new Attempt.Delivered(name);
        }
        catch (FormatException exception)
        {
            return new Attempt.Refused(exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Attempt.Deferred($"The mail folder did not take the file: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public Task<Attempt> ReconcileAsync(OutgoingMail mail, CancellationToken ct) =>
        Task.FromResult<Attempt>(Written(mail) is { } name ? new Attempt.Delivered(name) : new Attempt.Deferred("The file was not written."));

    string? Written(OutgoingMail mail)
    {
        var length = time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture).Length;
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"*-{Suffix(mail)}").Select(Path.GetFileName).FirstOrDefault(name => name!.Length == length + Suffix(mail).Length && name[0] != '.')
            : null;
    }

    static string Suffix(OutgoingMail mail) => $"{WholeFile.Name(mail.Person)}-{WholeFile.Name(mail.Id)}.eml";
}
