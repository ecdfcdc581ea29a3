using Azure.Storage.Blobs;
using Incidents.Adapters.Files;

namespace Incidents.Adapters.Tests.Files;

public sealed class BlobFilesTests(Azurite azurite) : FileStoreContract
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_that_add_the_same_file_one_does()
    {
        var files = (BlobFiles)await OpenAsync();

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => files.AddAsync("secrets/links", new[] { (byte)n }, Ct)));

        Assert.Single(added, true);
        Assert.Equal((byte)Array.IndexOf(added, true), Assert.Single((await files.ReadAsync("secrets/links", Ct))!));
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_said_to_be_unusable()
    {
        var files = new BlobFiles(new BlobContainerClient(await azurite.ConnectionStringAsync(), $"files-{Guid.NewGuid():N}"));

        await Assert.ThrowsAsync<IOException>(() => files.WriteAsync("a", default, Ct));
        await Assert.ThrowsAsync<IOException>(() => files.ReadAsync("a", Ct));
    }

    protected override async Task<IFileStore> OpenAsync()
    {
        var container = new BlobContainerClient(await azurite.ConnectionStringAsync(), $"files-{Guid.NewGuid():N}");
        await container.CreateAsync();
        return new BlobFiles(container);
    }
}
