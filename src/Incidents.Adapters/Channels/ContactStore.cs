using System.Security.Cryptography;
using System.Text;
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
/// <param name="folder">Holds the incidents' folders; made when it does not exist.</param>
/// <param name="secret">At least 16 bytes, known to this installation only.</param>
public sealed class ContactStore(string folder, ReadOnlyMemory<byte> secret) : IContacts
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
        if (File.Exists(Path.Combine(FolderOf(incidentId), Erased)))
            return;

        var plain = Encoding.UTF8.GetBytes($"{reporterHash}\n{mail}");
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using (var aes = new AesGcm(key, TagBytes))
            aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Bound(incidentId, NameOf(reporterHash)));
        await WholeFile.WriteAsync(Path.Combine(FolderOf(incidentId), NameOf(reporterHash) + Extension), box, ct);
    }

    /// <summary>Every contact of an incident, in a fixed order.</summary>
    /// <exception cref="CryptographicException">A file was changed, moved, or written under another secret.</exception>
    public async Task<IReadOnlyList<Contact>> ListAsync(string incidentId, CancellationToken ct)
    {
        var contacts = new List<Contact>();
        foreach (var path in FilesOf(incidentId, Extension))
            contacts.Add(Open(incidentId, Path.GetFileNameWithoutExtension(path), await File.ReadAllBytesAsync(path, ct)));
        return contacts;
    }

    /// <summary>Deletes every address of an incident, and what shows who was written to. Doing it twice is doing it once.</summary>
    public async Task EraseAsync(string incidentId, CancellationToken ct)
    {
        await WholeFile.WriteAsync(Path.Combine(FolderOf(incidentId), Erased), default, ct);
        foreach (var path in FilesOf(incidentId, ""))
        {
            // A write that a crash cut short has left a file too; only the mark of the erasure stays.
            if (Path.GetFileName(path) == Erased)
                continue;

            // What was in its place on the disk is gone too, where the disk writes in place.
            await File.WriteAllBytesAsync(path, new byte[new FileInfo(path).Length], ct);
            File.Delete(path);
        }
    }

    /// <summary>True when a message went to a user already.</summary>
    public bool WasSent(string incidentId, string effectId, Contact contact) => File.Exists(MarkOf(incidentId, effectId, contact));

    /// <summary>Keeps that a message went to a user, so that another attempt writes to the others only.</summary>
    public Task MarkSentAsync(string incidentId, string effectId, Contact contact, CancellationToken ct) => WholeFile.WriteAsync(MarkOf(incidentId, effectId, contact), default, ct);

    string MarkOf(string incidentId, string effectId, Contact contact) =>
        Path.Combine(FolderOf(incidentId), $"{NameOf(contact.Reporter)}-{WholeFile.Name(effectId)}.sent");

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

    IEnumerable<string> FilesOf(string incidentId, string extension) =>
        Directory.Exists(FolderOf(incidentId)) ? Directory.GetFiles(FolderOf(incidentId), $"*{extension}").Order(StringComparer.Ordinal) : [];

    string FolderOf(string incidentId) => Path.Combine(folder, WholeFile.Name(incidentId));

    static string NameOf(string reporterHash) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reporterHash)).AsSpan(0, 16));

    static byte[] Bound(string incidentId, string name) => Encoding.UTF8.GetBytes($"{incidentId}\n{name}");
}
