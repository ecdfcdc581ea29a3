using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Incidents.Adapters.Site;

/// <summary>
/// The number of a publication, in a hidden blob beside the site. A publisher looks at it, reads the record, and then claims the next number on condition that nobody
/// else did; so of two publishers the one with the higher number has read the later record.
/// </summary>
sealed class SiteClaim
{
    /// <summary>No file of a site may begin with a dot (<see cref="SitePath"/>), so nothing is ever in its place.</summary>
    public const string Name = ".generation";

    readonly BlobClient blob;
    readonly ETag? tag;

    SiteClaim(BlobClient blob, ETag? tag, long number)
    {
        this.blob = blob;
        this.tag = tag;
        Number = number;
    }

    /// <summary>From 1; 0 before the first publication.</summary>
    public long Number { get; }

    /// <summary>The number in force.</summary>
    public static async Task<SiteClaim> LookAsync(BlobContainerClient site, CancellationToken ct)
    {
        var claimed = site.GetBlobClient(Name);
        try
        {
            var there = (await claimed.DownloadContentAsync(ct)).Value;
            // What a hand wrote there counts as none; the condition on its tag still holds.
            var number = long.TryParse(there.Content.ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            return new SiteClaim(claimed, there.Details.ETag, number);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return new SiteClaim(claimed, tag: null, number: 0);
        }
    }

    /// <summary>Takes the next number.</summary>
    /// <exception cref="RequestFailedException">412 or 409: somebody else took it meanwhile.</exception>
    public async Task<SiteClaim> NextAsync(CancellationToken ct)
    {
        var next = Number + 1;
        var options = new BlobUploadOptions
        {
            Conditions = tag is { } seen ? new BlobRequestConditions { IfMatch = seen } : new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain", CacheControl = "no-store" },
        };
        var written = await blob.UploadAsync(BinaryData.FromString(next.ToString(CultureInfo.InvariantCulture)), options, ct);
        return new SiteClaim(blob, written.Value.ETag, next);
    }

    /// <summary>True while nobody has claimed after us.</summary>
    public async Task<bool> HoldsAsync(CancellationToken ct) => (await blob.GetPropertiesAsync(cancellationToken: ct)).Value.ETag == tag;
}
