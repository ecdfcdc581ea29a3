using System.Security.Cryptography;
using System.Text;

namespace Incidents.Hosting.Configuration;

/// <summary>
/// A secret as the file names it, never itself: <c>env:NAME</c> reads an environment variable at start, <c>sha256:HEX</c> is the hash of a long random
/// text and can only be compared with.
/// </summary>
/// <param name="Written">As the file has it.</param>
public sealed record Secret(string Written)
{
    const string FromEnvironment = "env:";
    const string Hashed = "sha256:";

    // App Service hands a reference that it could not resolve over as it is; anybody can guess that text.
    const string VaultReference = "@Microsoft.KeyVault(";

    /// <summary>The variable's name; null for a hash.</summary>
    public string? Variable => Written.StartsWith(FromEnvironment, StringComparison.Ordinal) ? Written[FromEnvironment.Length..] : null;

    /// <summary>True for <c>env:NAME</c> and <c>sha256:</c> with 64 hexadecimal digits.</summary>
    public bool IsWellFormed => Variable is { Length: > 0 } || Hash is not null;

    /// <summary>The secret itself, from the environment; null for a hash, for a variable that is not set, and for one whose vault did not answer.</summary>
    public string? Reveal() => Value is { Length: > 0 } value && !IsUnresolved ? value : null;

    /// <summary>True when the variable still holds a reference to Azure Key Vault instead of what lies there.</summary>
    public bool IsUnresolved => Value?.StartsWith(VaultReference, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>True when somebody gave this secret. Takes the same time wherever the two differ.</summary>
    public bool Matches(string given)
    {
        var expected = Hash ?? (Reveal() is { } plain ? SHA256.HashData(Encoding.UTF8.GetBytes(plain)) : null);
        return expected is not null && CryptographicOperations.FixedTimeEquals(expected, SHA256.HashData(Encoding.UTF8.GetBytes(given)));
    }

    /// <summary>The file's words; they hold no secret.</summary>
    public override string ToString() => Written;

    string? Value => Variable is { } name ? Environment.GetEnvironmentVariable(name) : null;

    byte[]? Hash
    {
        get
        {
            if (!Written.StartsWith(Hashed, StringComparison.Ordinal))
                return null;

            var hex = Written.AsSpan(Hashed.Length);
            var bytes = new byte[SHA256.HashSizeInBytes];
            return hex.Length == bytes.Length * 2 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
        }
    }
}
