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

    /// <summary>The address of Communication Services; null: mails go by SMTP or stay files.</summary>
    public string? MailEndpoint => Value("ACS_ENDPOINT");

    /// <summary>The address that mails come from, of a domain that Communication Services knows.</summary>
    public string? MailSender => Value("ACS_SENDER");

    /// <summary>An account, by a connection string or by its name and the app's identity; null when the setting is not there.</summary>
    public StorageAccount? Account(string name) =>
        Value(name) is { } connection ? new StorageAccount(connection, null)
        : Value($"{name}:accountName") is { } account ? new StorageAccount(null, account)
        : null;

    /// <summary>A secret of the installation, base64; null when the setting is not there.</summary>
    public byte[]? Key(string name) => Value(name) is { } text ? Decoded(name, text) : null;

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
