using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Incidents.Functions.Composition;

/// <summary>What the app's settings say: where things are. What the company is stands in <c>response.json</c>. The table of them is in docs/azure.md.</summary>
/// <param name="configuration">The environment, and <c>local.settings.json</c> on a developer's machine.</param>
sealed class Settings(IConfiguration configuration)
{
    /// <summary>The account of log, inbox and files.</summary>
    public const string Storage = "INCIDENTS_STORAGE";

    /// <summary>The account of the status page; the same as <see cref="Storage"/> unless set.</summary>
    public const string Site = "INCIDENTS_SITE";

    /// <summary>The account that the Functions runtime itself uses.</summary>
    public const string Runtime = "AzureWebJobsStorage";

    /// <summary>What tables and containers are called.</summary>
    public Names Names => Names.Of(Value("INCIDENTS_NAME"), Value("INCIDENTS_SITE_CONTAINER"));

    /// <summary>The configuration's file, relative to the app; a sample company when there is none.</summary>
    public string? ResponseFile => Value("INCIDENTS_CONFIGURATION");

    /// <summary>Where people reach the app; null: what the configuration says.</summary>
    public string? BaseAddress => Value("INCIDENTS_BASE_ADDRESS");

    /// <summary>Where the public finds the status page; null: the account's own website.</summary>
    public string? SiteAddress => Value("INCIDENTS_SITE_ADDRESS");

    /// <summary>Communication Services, and the address that mails come from, of a domain that it knows; null: mails go by SMTP or stay files.</summary>
    /// <exception cref="StartException">Half of it is set, or the address is none.</exception>
    public (Uri Endpoint, string Sender)? Mail => (Value("ACS_ENDPOINT"), Value("ACS_SENDER")) switch
    {
        (null, null) => null,
        (null, _) => throw new StartException("ACS_SENDER is set and ACS_ENDPOINT is not. Set it to the address of Communication Services, such as https://contoso.communication.azure.com."),
        (_, null) => throw new StartException("ACS_ENDPOINT is set and ACS_SENDER is not. Set it to an address of a domain that is connected to Communication Services."),
        // Tokens are not sent in the clear.
        var (endpoint, sender) => Address("ACS_ENDPOINT", endpoint) is { Scheme: "https" } address ? (address, sender) : throw new StartException($"ACS_ENDPOINT: \"{endpoint}\" must begin with https."),
    };

    /// <summary>An account, by a connection string or by its name and the app's identity; null when the setting is not there.</summary>
    /// <exception cref="StartException">The connection string is none.</exception>
    public StorageAccount? Account(string name) =>
        Value(name) is { } connection ? Connected(name, connection)
        : Value($"{name}:accountName") is { } account ? new StorageAccount(null, account)
        : null;

    /// <summary>Checks an address.</summary>
    /// <exception cref="StartException">It is none.</exception>
    public static Uri Address(string name, string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new StartException($"{name}: \"{text}\" is no address. Write one such as https://incidents.contoso.example.");

    /// <summary>A secret of the installation, base64; null when the setting is not there.</summary>
    public byte[]? Key(string name) => Value(name) is { } text ? Decoded(name, text) : null;

    static StorageAccount Connected(string name, string connection)
    {
        try
        {
            _ = new BlobServiceClient(connection);
            return new StorageAccount(connection, null);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            // The text may hold a key, so it is not told.
            throw new StartException($"{name} is no connection string. Copy it from the storage account, or set {name}__accountName to the account's name instead.", exception);
        }
    }

    static byte[] Decoded(string name, string text)
    {
        const int LeastBytes = 32;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length >= LeastBytes
            ? key[..length]
            : throw new StartException($"{name} is no key: write {LeastBytes} random bytes or more as base64, for example from \"openssl rand -base64 {LeastBytes}\".");
    }

    string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
}
