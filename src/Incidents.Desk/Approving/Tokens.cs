using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Desk;

/// <summary>A signing key.</summary>
/// <param name="Id">Travels in the token, so that two keys can be alive during a rotation; two keys may have the same one.</param>
/// <param name="Secret">At least 32 random bytes.</param>
public sealed record ApprovalKey(byte Id, byte[] Secret);

/// <summary>
/// Signed tokens: base64url(key id, parts with their lengths, HMAC-SHA256 over a label and the same parts). Nothing secret is stored; the first key signs,
/// every key verifies, in constant time.
/// </summary>
sealed class Tokens(IReadOnlyList<ApprovalKey> keys)
{
    const int MacLength = 32;

    public string Write(string label, params ReadOnlySpan<string> parts)
    {
        var body = Encode(parts);
        return Base64Url.EncodeToString([keys[0].Id, .. body, .. Mac(keys[0], label, body)]);
    }

    public string[]? Read(string label, string token, int count)
    {
        // A token is at most a few hundred characters; anything longer is not ours.
        if (token.Length > 1_000 || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        // Base64 has several spellings of one value; only ours counts, so that a token has exactly one form.
        if (bytes.Length <= MacLength + 1 || Base64Url.EncodeToString(bytes) != token)
        {
            return null;
        }

        var body = bytes.AsSpan(1, bytes.Length - 1 - MacLength);
        var mac = bytes.AsSpan(bytes.Length - MacLength);
        foreach (var key in keys.Where(k => k.Id == bytes[0]))
        {
            if (CryptographicOperations.FixedTimeEquals(Mac(key, label, body), mac))
            {
                return Decode(body, count);
            }
        }

        return null;
    }

    public byte[] Derive(string label, params ReadOnlySpan<string> parts) => Mac(keys[0], label, Encode(parts));

    public IEnumerable<byte[]> DeriveAll(string label, params string[] parts) => keys.Select(k => Mac(k, label, Encode(parts)));

    static byte[] Mac(ApprovalKey key, string label, ReadOnlySpan<byte> body) => HMACSHA256.HashData(key.Secret, (byte[])[.. Encode([label]), .. body]);

    static byte[] Encode(ReadOnlySpan<string> parts)
    {
        var bytes = new List<byte>();
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var text = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.AddRange(length);
            bytes.AddRange(text);
        }

        return [.. bytes];
    }

    static string[]? Decode(ReadOnlySpan<byte> body, int count)
    {
        var parts = new string[count];
        for (var n = 0; n < count; n++)
        {
            if (body.Length < 4 || BinaryPrimitives.ReadInt32BigEndian(body) is var length && (length < 0 || length > body.Length - 4))
            {
                return null;
            }

            parts[n] = Encoding.UTF8.GetString(body.Slice(4, length));
            body = body[(4 + length)..];
        }

        return body.IsEmpty ? parts : null;
    }
}
