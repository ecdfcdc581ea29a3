using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Incidents.Adapters.Site;

namespace Incidents.Adapters.Tests.Site;

/// <summary>A container of one test's own, as a visitor and as a publisher see it.</summary>
sealed class BlobsOfTest(Azurite azurite)
{
    readonly string name = $"site-{Guid.NewGuid():N}";
    string connection = "";

    public BlobContainerClient Container { get; private set; } = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        connection = await azurite.ConnectionStringAsync();
        Container = Client(transport: null);
        await Container.CreateAsync(cancellationToken: Stop);
    }

    /// <summary>A publisher on a wire of its own.</summary>
    public BlobSite Site(HttpPipelineTransport transport) => new(Client(transport));

    public async Task<string?> ReadAsync(string path)
    {
        try
        {
            return (await Container.GetBlobClient(path).DownloadContentAsync(Stop)).Value.Content.ToString();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(cancellationToken: Stop))
        {
            if (!blob.Name.StartsWith('.'))
                names.Add(blob.Name);
        }

        return names;
    }

    BlobContainerClient Client(HttpPipelineTransport? transport)
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 0;
        if (transport is not null)
            options.Transport = transport;
        return new BlobContainerClient(connection, name, options);
    }
}
