using System.Globalization;
using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

public sealed partial class TableIncidentLog
{
    readonly Lock publicGate = new();
    readonly Dictionary<string, long> publicRows = new(StringComparer.Ordinal);
    long publicNumber;

    /// <inheritdoc/>
    /// <remarks>
    /// A word to the public gives its incident a new row in the public list (<see cref="ListKeys"/>). So the list is read, a thousand rows to a request, and a head only where
    /// its row is new to this process; the mark counts those rows.
    /// </remarks>
    public Task<PublicNews> PublicNewsAsync(string? mark, CancellationToken ct) => TableErrors.GuardAsync(async () =>
    {
        var known = long.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var prefix = ListKeys.Prefix(HeadFilter.Public);
        var fresh = new List<TableEntity>();
        await foreach (var row in index.QueryAsync<TableEntity>(Range(Lists, prefix, prefix[..^1] + "."), cancellationToken: ct))
        {
            if (NumberOf(row.RowKey) is not { } seen || seen > known)
            {
                fresh.Add(row);
            }
        }

        var news = new List<IncidentHead>();
        foreach (var some in fresh.Chunk(Parallel))
        {
            // A row that its head does not name yet is looked at again the next time.
            foreach (var (row, head) in some.Zip(await Task.WhenAll(some.Select(row => ListedAsync(row, ct)))))
            {
                if (head is not null)
                {
                    Number(row.RowKey);
                    news.Add(head);
                }
            }
        }

        return new PublicNews(news, Latest().ToString(CultureInfo.InvariantCulture));
    }, ct);

    long? NumberOf(string row)
    {
        lock (publicGate)
        {
            return publicRows.TryGetValue(row, out var number) ? number : null;
        }
    }

    void Number(string row)
    {
        lock (publicGate)
        {
            if (!publicRows.ContainsKey(row))
            {
                publicRows[row] = ++publicNumber;
            }
        }
    }

    long Latest()
    {
        lock (publicGate)
        {
            return publicNumber;
        }
    }
}
