using System.Security.Cryptography;
using System.Text;

namespace Incidents.Web.Security;

/// <summary>
/// The secrets that somebody may show: one, or two while one is being replaced. Only their hashes are kept, and all are compared, in a time that says nothing about
/// them or about which it was.
/// </summary>
/// <param name="secrets">Each the secret itself, or <c>sha256:</c> with the 64 hexadecimal digits of its hash.</param>
sealed class SecretHashes(IReadOnlyList<string> secrets)
{
    const string Hashed = "sha256:";
    const int Usual = 512;

    readonly byte[][] hashes = [.. secrets.Select(HashOf)];

    /// <summary>True when one of them was shown. Allocates nothing for what is no longer than senders' secrets are.</summary>
    public bool Match(ReadOnlySpan<char> shown)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(shown.Length);
        var bytes = longest <= Usual ? stackalloc byte[Usual] : new byte[longest];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(shown, bytes)], hash);
        var matches = false;
        foreach (var expected in hashes)
        {
            matches |= CryptographicOperations.FixedTimeEquals(expected, hash);
        }

        return matches;
    }

    static byte[] HashOf(string secret) => secret.StartsWith(Hashed, StringComparison.Ordinal) && secret.Length == Hashed.Length + (2 * SHA256.HashSizeInBytes)
        ? Convert.FromHexString(secret.AsSpan(Hashed.Length)) : SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
