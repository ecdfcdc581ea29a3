using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Incidents.Adapters.Tests;

public sealed class AzuriteTests(Azurite azurite)
{
    [Fact]
    public async Task It_serves_tables_and_blobs()
    {
        var connection = await azurite.ConnectionStringAsync();
        var table = new TableClient(connection, "azurite");
        await table.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        await table.AddEntityAsync(new TableEntity("a", "1") { ["Text"] = "here" }, TestContext.Current.CancellationToken);
        Assert.Equal("here", (await table.GetEntityAsync<TableEntity>("a", "1", cancellationToken: TestContext.Current.CancellationToken)).Value["Text"]);

        var container = new BlobContainerClient(connection, "azurite");
        await container.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await container.UploadBlobAsync("b", BinaryData.FromString("there"), TestContext.Current.CancellationToken);
        Assert.Equal("there", (await container.GetBlobClient("b").DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());
    }
}
