namespace Incidents.Functions.Composition;

/// <summary>What the app's own tables and containers are called.</summary>
static class Names
{
    /// <summary>The container of a storage account's static website.</summary>
    public const string Site = "$web";

    /// <summary>The container of values that no table row holds.</summary>
    public const string Log = "incident-log";

    /// <summary>The container of small files: mails and posts that nobody takes away yet, encrypted addresses, keys of a try-out.</summary>
    public const string Files = "incident-files";
}
