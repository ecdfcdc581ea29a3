using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Desk.Subscribers;

/// <summary>
/// Addresses of subscribers are kept encrypted and found by a keyed hash, and their links are signed, all under keys made from the installation's secret for contacts. It is
/// not the key of approvals: that one is rotated, and a link to unsubscribe must work for as long as the mail lies in a mailbox.
/// </summary>
public sealed class SubscriberKeys
{
    const int LeastSecret = 16;
    const int KeyBytes = 32;
    const int NonceBytes = 12;
    const int TagBytes = 16;
    const int IdBytes = 16;
    const string Manage = "incidents/subscriber/v1";
    const string Ask = "incidents/subscriber-ask/v1";

    readonly byte[] sealing;
    readonly byte[] naming;
    readonly Tokens tokens;

    /// <summary>Makes the keys.</summary>
    /// <param name="secret">At least 16 bytes, known to this installation only.</param>
    public SubscriberKeys(byte[] secret)
    {
        if (secret.Length < LeastSecret)
        {
            throw new ArgumentException($"The secret has fewer than {LeastSecret} bytes.", nameof(secret));
        }

        sealing = Derived(secret, "incident-functions subscribers seal 1");
        naming = Derived(secret, "incident-functions subscribers name 1");
        tokens = new Tokens([new ApprovalKey(1, Derived(secret, "incident-functions subscribers link 1"))]);
    }

    /// <summary>The id that an address has: the same for every spelling of it that surely is the same mailbox.</summary>
    public string IdOf(SubscriberWay way, string address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes($"{way}\n{(way == SubscriberWay.Mail ? address.ToLowerInvariant() : address)}")).AsSpan(0, IdBytes));

    /// <summary>Encrypts texts, bound to the record that holds them.</summary>
    public string Seal(string record, params IReadOnlyList<string> texts)
    {
        var plain = Encoding.UTF8.GetBytes(string.Join('\n', texts));
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(sealing, TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(record));
        return Convert.ToBase64String(box);
    }

    /// <summary>The texts that were sealed.</summary>
    /// <exception cref="CryptographicException">The box was changed, moved to another record, or sealed under another secret.</exception>
    public string[] Open(string record, string box)
    {
        var bytes = Convert.FromBase64String(box);
        if (bytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A subscriber's address is cut short.");
        }

        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(sealing, TagBytes);
        aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(record));
        return Encoding.UTF8.GetString(plain).Split('\n');
    }

    /// <summary>The token of the link under which a subscriber changes and ends the subscription. It does not expire.</summary>
    public string ManageToken(string id) => tokens.Write(Manage, id);

    /// <summary>Whose link it is; null for anything that was not signed here.</summary>
    public string? Managed(string token) => tokens.Read(Manage, token, 1)?[0];

    /// <summary>The token of the link that confirms a subscription.</summary>
    public string AskToken(string id, DateTimeOffset expires) => tokens.Write(Ask, id, expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Whose subscription a link confirms; null when it is forged or expired.</summary>
    public string? Asked(string token, DateTimeOffset now) => tokens.Read(Ask, token, 2) is [var id, var until]
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var expires) && now.ToUnixTimeSeconds() < expires ? id : null;

    /// <summary>What an endpoint has to send back to show that it is its owner's wish: nobody else can know it.</summary>
    public string Challenge(string id, DateTimeOffset at) =>
        Convert.ToHexStringLower(tokens.Derive("incidents/subscriber-challenge/v1", id, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)).AsSpan(0, IdBytes));

    /// <summary>A new secret that signs what is posted to a webhook.</summary>
    public static string NewSecret() => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))}";

    static byte[] Derived(byte[] secret, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));
}
