using System.Security.Cryptography;
using System.Text;
using Incidents.Adapters.Files;
using Incidents.Desk;

namespace Incidents.Adapters.Channels;

/// <summary>A user to be written to.</summary>
/// <param name="Reporter">The keyed hash that the log knows the user by.</param>
/// <param name="Mail">The address that the user left.</param>
public sealed record Contact(string Reporter, string Mail);

/// <summary>
/// Keeps the addresses of reporting users as files, one per user, in a folder per incident: AES-256-GCM under a key made from the installation's secret, each
/// bound to its incident and user, so that a file moved elsewhere cannot be read. Erasing deletes the files; an incident once erased keeps nothing any more.
/// </summary>
/// <param name="files">Holds them under <c>contacts/</c>.</param>
/// <param name="secret">At least 16 bytes, known to this installation only.</param>
public sealed class ContactStore(IFileStore files, ReadOnlyMemory<byte> secret) : IContacts
{
    const int LeastSecret = 16;
    const int KeyBytes = 32;
    const int NonceBytes = 12;
    const int TagBytes = 16;
    const string Extension = ".contact";
    const string Erased = "erased";

    readonly byte[] key = secret.Length >= LeastSecret
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.ToArray(), KeyBytes, info: "incident-functions contacts 1"u8.ToArray())
        : throw new ArgumentException($"The secret has fewer than {LeastSecret} bytes.", nameof(secret));

    /// <inheritdoc/>
    /// <remarks>A user's later address replaces the earlier one. After the erasure nothing is kept: the plan has no use for it.</remarks>
    public async Task KeepAsync(string incidentId, string reporterHash, string mail, CancellationToken ct)
    {
        if (await files.ExistsAsync(FolderOf(incidentId) + Erased, ct))
            return;

        var plain = Encoding.UTF8.GetBytes($"{reporterHash}\n{mail}");
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using (var aes = new AesGcm(key, TagBytes))
            aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Bound(incidentId, NameOf(reporterHash)));
        await files.WriteAsync(FolderOf(incidentId) + NameOf(reporterHash) + Extension, box, ct);
    }

    /// <summary>Every contact of an incident, in a fixed order.</summary>
    /// <exception cref="CryptographicException">A file was changed, moved, or written under another secret.</exception>
    public async Task<IReadOnlyList<Contact>> ListAsync(string incidentId, CancellationToken ct)
    {
        var contacts = new List<Contact>();
        foreach (var file in (await files.ListAsync(FolderOf(incidentId), ct)).Where(name => name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            // Null when it was erased meanwhile.
            if (await files.ReadAsync(FolderOf(incidentId) + file, ct) is { } box)
                contacts.Add(Open(incidentId, file[..^Extension.Length], box));
        }

        return contacts;
    }

    /// <summary>Deletes every address of an incident, and what shows who was written to. Doing it twice is doing it once.</summary>
    public async Task EraseAsync(string incidentId, CancellationToken ct)
    {
        await files.WriteAsync(FolderOf(incidentId) + Erased, default, ct);
        // Only the mark of the erasure stays.
        foreach (var file in (await files.ListAsync(FolderOf(incidentId), ct)).Where(name => name != Erased))
            await files.DeleteAsync(FolderOf(incidentId) + file, ct);
    }

    /// <summary>True when a message went to a user already.</summary>
    public Task<bool> WasSentAsync(string incidentId, string effectId, Contact contact, CancellationToken ct) => files.ExistsAsync(MarkOf(incidentId, effectId, contact), ct);

    /// <summary>Keeps that a message went to a user, so that another attempt writes to the others only.</summary>
    public Task MarkSentAsync(string incidentId, string effectId, Contact contact, CancellationToken ct) => files.WriteAsync(MarkOf(incidentId, effectId, contact), default, ct);

    static string MarkOf(string incidentId, string effectId, Contact contact) => $"{FolderOf(incidentId)}{NameOf(contact.Reporter)}-{FileNames.Of(effectId)}.sent";

    Contact Open(string incidentId, string name, ReadOnlySpan<byte> file)
    {
        if (file.Length < NonceBytes + TagBytes)
            throw new CryptographicException($"The contact {name} of {incidentId} is cut short.");

        var plain = new byte[file.Length - NonceBytes - TagBytes];
        using (var aes = new AesGcm(key, TagBytes))
            aes.Decrypt(file[..NonceBytes], file[(NonceBytes + TagBytes)..], file.Slice(NonceBytes, TagBytes), plain, Bound(incidentId, name));
        var parts = Encoding.UTF8.GetString(plain).Split('\n', 2);
        return new Contact(parts[0], parts[1]);
    }

    static string FolderOf(string incidentId) => $"contacts/{FileNames.Of(incidentId)}/";

    static string NameOf(string reporterHash) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reporterHash)).AsSpan(0, 16));

    static byte[] Bound(string incidentId, string name) => Encoding.UTF8.GetBytes($"{incidentId}\n{name}");
}
