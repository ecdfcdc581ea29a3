using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Incidents.Functions.Composition;

/// <summary>A storage account: by connection string (Azurite), or by name and the app's identity (Azure).</summary>
/// <param name="Connection">The connection string; null: by name.</param>
/// <param name="Name">The account's name; null: by connection string.</param>
sealed record StorageAccount(string? Connection, string? Name)
{
    /// <summary>Its tables.</summary>
    public TableServiceClient Tables(TokenCredential identity)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 3, NetworkTimeout = TimeSpan.FromSeconds(10) } };
        return Connection is not null ? new TableServiceClient(Connection, options) : new TableServiceClient(new Uri($"https://{Name}.table.core.windows.net"), identity, options);
    }

    /// <summary>Its blobs.</summary>
    public BlobServiceClient Blobs(TokenCredential identity)
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 3, NetworkTimeout = TimeSpan.FromSeconds(10) } };
        return Connection is not null ? new BlobServiceClient(Connection, options) : new BlobServiceClient(new Uri($"https://{Name}.blob.core.windows.net"), identity, options);
    }
}
