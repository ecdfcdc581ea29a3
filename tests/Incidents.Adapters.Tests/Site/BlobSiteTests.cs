using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Incidents.Adapters.Site;

namespace Incidents.Adapters.Tests.Site;

public sealed class BlobSiteTests(Azurite azurite) : SiteContract, IAsyncLifetime
{
    readonly BlobsOfTest blobs = new(azurite);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected override ISite Site => new BlobSite(blobs.Container);

    public ValueTask InitializeAsync() => blobs.InitializeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_file_is_served_with_its_type_and_may_be_kept_as_long_as_it_is_right()
    {
        await WriteAsync(("style.3f9ac2d1.css", "a"), ("icon.svg", "b"), ("history.atom", "c"), ("index.html", "d"));

        Assert.Equal(("text/css; charset=utf-8", "public, max-age=31536000, immutable"), await HeadersAsync("style.3f9ac2d1.css"));
        Assert.Equal(("image/svg+xml", "public, max-age=300, must-revalidate"), await HeadersAsync("icon.svg"));
        Assert.Equal(("application/atom+xml; charset=utf-8", "public, max-age=10, must-revalidate"), await HeadersAsync("history.atom"));
        Assert.Equal(("text/html; charset=utf-8", "public, max-age=10, must-revalidate"), await HeadersAsync("index.html"));
    }

    [Fact]
    public async Task Assets_that_no_page_uses_any_more_are_removed_after_the_pages_are_written()
    {
        await WriteAsync(("style.3f9ac2d1.css", "old"), ("history.atom", "feed"), ("index.html", "front"));
        await blobs.Container.UploadBlobAsync("robots.txt", BinaryData.FromString("a hand's"), Stop);

        await WriteAsync(("style.77777777.css", "new"), ("index.html", "new front"));

        Assert.Equal(["history.atom", "index.html", "robots.txt", "style.77777777.css"], await ListAsync());
    }

    [Fact]
    public async Task A_file_that_a_hand_changed_is_put_right()
    {
        await WriteAsync(("404.html", "lost"), ("index.html", "front"));
        await blobs.Container.GetBlobClient("index.html").UploadAsync(BinaryData.FromString("hello"), overwrite: true, Stop);
        await blobs.Container.GetBlobClient("404.html").SetHttpHeadersAsync(new BlobHttpHeaders { ContentType = "text/plain" }, cancellationToken: Stop);

        Assert.Equal(["404.html", "index.html"], await WriteAsync(("404.html", "lost"), ("index.html", "front")));
        Assert.Equal("front", await ReadAsync("index.html"));
    }

    [Fact]
    public async Task A_publication_costs_four_requests_and_one_for_each_file_that_changed()
    {
        await WriteAsync(("404.html", "lost"), ("history.atom", "feed"), ("index.html", "front"));
        var wire = new Wire();

        await blobs.Site(wire).PublishAsync(_ => Task.FromResult(Files(("404.html", "lost"), ("history.atom", "fees"), ("index.html", "new"))), Stop);
        Assert.Equal(6, wire.Requests);
        await blobs.Site(wire).PublishAsync(_ => Task.FromResult(Files(("404.html", "lost"), ("history.atom", "fees"), ("index.html", "new"))), Stop);
        Assert.Equal(10, wire.Requests);
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_an_error_that_says_what_to_do()
    {
        await blobs.Container.DeleteAsync(cancellationToken: Stop);

        var failure = await Assert.ThrowsAsync<SiteWriteException>(() => WriteAsync(("index.html", "front")));

        Assert.Contains("turn on the storage account's static website", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_an_error_that_names_the_role_and_no_key()
    {
        var key = Convert.ToBase64String(new byte[64]);
        var stranger = new BlobSite(new BlobContainerClient(blobs.Container.Uri, new Azure.Storage.StorageSharedKeyCredential("incidents", key)));

        var failure = await Assert.ThrowsAsync<SiteWriteException>(() => stranger.PublishAsync(_ => Task.FromResult(Files(("index.html", "front"))), Stop));

        Assert.Contains("Storage Blob Data Contributor", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_that_a_hand_spoilt_stops_nobody()
    {
        await blobs.Container.UploadBlobAsync(".generation", BinaryData.FromString("what is this?"), Stop);

        Assert.Equal(["index.html"], await WriteAsync(("index.html", "front")));
    }

    protected override async Task<string?> ReadAsync(string path) => await blobs.ReadAsync(path);

    protected override async Task<IReadOnlyList<string>> ListAsync() => await blobs.ListAsync();

    async Task<(string, string)> HeadersAsync(string path)
    {
        var properties = (await blobs.Container.GetBlobClient(path).GetPropertiesAsync(cancellationToken: Stop)).Value;
        return (properties.ContentType, properties.CacheControl);
    }
}
