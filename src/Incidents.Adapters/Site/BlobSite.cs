using System.Security.Cryptography;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Incidents.Public;

namespace Incidents.Adapters.Site;

/// <summary>
/// Keeps the status page in the container of a static website (<c>$web</c>). Any number of publishers may use it at once: every write has a condition, and whoever
/// finds that another came between reads the record again. Why this suffices: docs/decisions/0010.
/// </summary>
/// <param name="container">
/// The container; it must exist. Its client's retries should be few: the desk tries again. Beside the site's files it holds a hidden blob with the number of the last publication.
/// </param>
public sealed class BlobSite(BlobContainerClient container) : ISite
{
    /// <summary>How often others may come between before the attempt is given up; the desk tries again later.</summary>
    const int MostRounds = 8;

    const int Parallel = 8;

    const string FrontPage = "index.html";

    // In the metadata of each blob that we wrote: what it holds, and that it is ours to remove.
    const string Hash = "sha256";
    const string Generation = "generation";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PublishAsync(Func<CancellationToken, Task<SiteUpdate>> render, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        for (var round = 0; round < MostRounds; round++)
        {
            var before = await AskAsync(ct => SiteClaim.LookAsync(container, ct), cancellationToken);
            // After the look: should somebody claim the next number from here on, our claim fails and the record is read again.
            var update = await render(cancellationToken);
            SitePath.Check([.. update.Files.Select(file => file.Path)]);
            if (await AskAsync(ct => WriteAsync(before, update, written, ct), cancellationToken))
                return [.. written.Distinct(StringComparer.Ordinal)];
        }

        throw new SiteWriteException($"Other publishers changed the status page {MostRounds} times in a row; what they published is there.");
    }

    // False when another publisher came between.
    async Task<bool> WriteAsync(SiteClaim before, SiteUpdate update, List<string> written, CancellationToken ct)
    {
        try
        {
            var claim = await before.NextAsync(ct);
            // After the claim: what a publisher with a lower number still writes from here on, it writes over a tag that we have seen, and then finds our claim.
            var there = update.Whole ? await ListAsync(ct) : await LookAsync(update.Files, ct);
            foreach (var pending in update.Files.OrderBy(file => file.Path == FrontPage))
            {
                var file = await pending.RenderAsync();
                var old = there.GetValueOrDefault(file.Path);
                var hash = Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));
                if (old is not null && IsCurrent(old, file, hash))
                    continue;

                await ReplaceAsync(file, hash, old, claim, ct);
                written.Add(file.Path);
            }

            if (!await claim.HoldsAsync(ct))
                return false;

            // Last, because an older front page in somebody's cache still asks for them.
            return !update.Whole || !await RemoveAsync(there.Values.ExceptBy(update.Files.Select(file => file.Path), blob => blob.Name, StringComparer.Ordinal), ct) || await claim.HoldsAsync(ct);
        }
        catch (RequestFailedException between) when (between.Status is 409 or 412)
        {
            return false;
        }
    }

    async Task<Dictionary<string, Kept>> ListAsync(CancellationToken ct)
    {
        var there = new Dictionary<string, Kept>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix: null, ct))
        {
            var known = blob.Properties;
            there[blob.Name] = new Kept(blob.Name, known.ETag, blob.Metadata.TryGetValue(Hash, out var hash) ? hash : null, known.ContentLength ?? -1, known.ContentType, known.CacheControl);
        }

        return there;
    }

    // A few files of a long history: a list of everything would cost more.
    async Task<Dictionary<string, Kept>> LookAsync(IReadOnlyList<PendingFile> files, CancellationToken ct)
    {
        var there = new Dictionary<string, Kept>(StringComparer.Ordinal);
        foreach (var some in files.Chunk(Parallel))
        {
            foreach (var kept in (await Task.WhenAll(some.Select(file => LookAsync(file.Path, ct)))).OfType<Kept>())
                there[kept.Name] = kept;
        }

        return there;
    }

    async Task<Kept?> LookAsync(string path, CancellationToken ct)
    {
        try
        {
            var known = (await container.GetBlobClient(path).GetPropertiesAsync(cancellationToken: ct)).Value;
            return new Kept(path, known.ETag, known.Metadata.TryGetValue(Hash, out var hash) ? hash : null, known.ContentLength, known.ContentType, known.CacheControl);
        }
        catch (RequestFailedException missing) when (missing.Status == 404 && missing.ErrorCode != BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
    }

    // What is there under a file's name; the hash is null when we did not write it.
    sealed record Kept(string Name, ETag? Tag, string? Hash, long Length, string? ContentType, string? CacheControl);

    static bool IsCurrent(Kept there, SiteFile file, string hash) => there.Hash == hash
        && there.Length == file.Content.Length && there.ContentType == file.ContentType && there.CacheControl == CacheRule.Of(file);

    async Task ReplaceAsync(SiteFile file, string hash, Kept? old, SiteClaim claim, CancellationToken ct) => await container.GetBlobClient(file.Path).UploadAsync(
        BinaryData.FromBytes(file.Content),
        new BlobUploadOptions
        {
            Conditions = old?.Tag is { } tag ? new BlobRequestConditions { IfMatch = tag } : new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = file.ContentType, CacheControl = CacheRule.Of(file) },
            // The service compares what arrived with this before it keeps it; a part that was lost on the way never becomes a page.
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Hash] = hash, [Generation] = claim.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        },
        ct);

    // Assets under an old fingerprint. Not pages and feeds, which the world has links to, and not what somebody else put beside them.
    async Task<bool> RemoveAsync(IEnumerable<Kept> gone, CancellationToken ct)
    {
        var removed = false;
        foreach (var blob in gone.Where(blob => blob.Hash is not null && !CacheRule.IsLinked(blob.ContentType ?? "")))
        {
            await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.None, new BlobRequestConditions { IfMatch = blob.Tag }, ct);
            removed = true;
        }

        return removed;
    }

    async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask(ct);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new SiteWriteException($"The status page could not be written to the container '{container.Name}': {Why(failure)}. What was published before is still there.", failure);
        }
    }

    // Not the exception's own message: it holds the address with whatever signature it has.
    static string Why(Exception failure) => failure switch
    {
        RequestFailedException { ErrorCode: "ContainerNotFound" } => "there is no such container; turn on the storage account's static website",
        RequestFailedException { Status: 401 or 403 } refused => $"the storage account refused ({refused.ErrorCode}); its identity needs the role Storage Blob Data Contributor on the container",
        RequestFailedException { Status: > 0 } answered => $"the storage account answered {answered.Status} ({answered.ErrorCode})",
        _ => "the storage account cannot be reached",
    };
}
