using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Incidents.Adapters.Files;

/// <summary>Files in a blob container of a storage account; nobody else may read it.</summary>
/// <param name="container">The container; it must exist.</param>
public sealed class BlobFiles(BlobContainerClient container) : IFileStore
{
    /// <inheritdoc/>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        AskAsync(() => container.GetBlobClient(path).UploadAsync(BinaryData.FromBytes(content), overwrite: true, ct));

    /// <summary>Writes a file unless there is one of that name; false, and nothing changed, when there is.</summary>
    public async Task<bool> AddAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        try
        {
            await container.GetBlobClient(path).UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, ct);
            return true;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.BlobAlreadyExists || exception.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
        catch (RequestFailedException exception)
        {
            throw Unusable(exception);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return (await AskAsync(() => container.GetBlobClient(path).DownloadContentAsync(ct))).Value.Content.ToArray();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string path, CancellationToken ct) => (await AskAsync(() => container.GetBlobClient(path).ExistsAsync(ct))).Value;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken ct) => AskAsync<IReadOnlyList<string>>(async () =>
    {
        var prefix = $"{folder.TrimEnd('/')}/";
        var names = new List<string>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = prefix }, ct))
        {
            if (item.IsBlob)
                names.Add(item.Blob.Name[prefix.Length..]);
        }

        return [.. names.Order(StringComparer.Ordinal)];
    });

    /// <inheritdoc/>
    /// <remarks>Where the account keeps deleted blobs for some days, so does it these.</remarks>
    public Task DeleteAsync(string path, CancellationToken ct) => AskAsync(() => container.GetBlobClient(path).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: ct));

    static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RequestFailedException exception)
        {
            throw Unusable(exception);
        }
    }

    static IOException Unusable(RequestFailedException exception) =>
        exception.ErrorCode == BlobErrorCode.BlobNotFound ? new FileNotFoundException("There is no such file.", exception) : new IOException($"The storage account did not answer as expected: {exception.ErrorCode} {exception.Status}.", exception);
}
