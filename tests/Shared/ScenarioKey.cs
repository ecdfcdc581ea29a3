using System.Security.Cryptography;
using System.Text;

namespace Incidents.Testing;

/// <summary>One secret, from which every key that the suite shows is made, so that a host needs only the hashes.</summary>
/// <param name="Secret">At least 20 characters that nobody guesses.</param>
public sealed record ScenarioKey(string Secret)
{
    /// <summary>The environment variable of the host that holds <see cref="Signing"/>.</summary>
    public const string SigningVariable = "INCIDENTS_SCENARIO_SIGNING";

    /// <summary>A key for one run.</summary>
    public static ScenarioKey New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));

    /// <summary>What the source <c>scenario</c> sends as <c>X-Api-Key</c>.</summary>
    public string Source => $"{Secret}-source";

    /// <summary>What the source <c>signed</c> signs with, as Standard Webhooks writes it.</summary>
    public string Signing => $"whsec_{Convert.ToBase64String(SigningBytes)}";

    /// <summary>The same as bytes.</summary>
    public byte[] SigningBytes => SHA256.HashData(Encoding.UTF8.GetBytes($"{Secret}-signing"));

    /// <summary>What a person's tools send as <c>Authorization: Bearer</c>.</summary>
    public string Of(string person) => $"{Secret}-{person}";

    /// <summary>A key as a configuration holds it.</summary>
    public static string Hash(string key) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
}
