using Incidents.StatusPage.Import;

namespace Incidents.Host.Site;

/// <summary>Fetches the documents of another company's status page.</summary>
static class StatuspageDownload
{
    /// <summary>A larger document is refused; fifty incidents with long post-mortems are about one mebibyte.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    // A page without an end, or one that gives the same for every number, must not hold us for ever.
    const int MostPages = 200;

    static readonly string[] Lists = ["api/v2/incidents.json", "api/v2/scheduled-maintenances.json"];

    /// <summary>Every page of both lists.</summary>
    /// <exception cref="HttpRequestException">The page does not answer, or not with success.</exception>
    /// <exception cref="FormatException">It does not answer with documents of the API.</exception>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        var documents = new List<ReadOnlyMemory<byte>>();
        foreach (var list in Lists)
        {
            ReadOnlyMemory<byte> last = default;
            for (var number = 1; number <= MostPages; number++)
            {
                // Any path in the address is dropped, as the API's own clients do.
                var document = (ReadOnlyMemory<byte>)await http.GetByteArrayAsync(new Uri(address, $"/{list}?page={number}"), cancellationToken);
                if (document.Span.SequenceEqual(last.Span) || StatuspageImport.Count(document) == 0)
                {
                    break;
                }

                documents.Add(document);
                last = document;
            }
        }

        return documents;
    }
}
