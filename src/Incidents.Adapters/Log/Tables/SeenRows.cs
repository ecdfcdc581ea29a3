using System.Collections.Concurrent;

namespace Incidents.Adapters.Log.Tables;

/// <summary>
/// What this process last saw of rows, so that a conditional write needs no read before it. A stale entry costs a read and never a wrong answer: storage
/// compares the ETag.
/// </summary>
sealed class SeenRows<T> where T : class
{
    // A few hundred bytes each. Starting over now and then is cheaper than keeping an order of use.
    const int Most = 10_000;

    readonly ConcurrentDictionary<string, T> rows = new(StringComparer.Ordinal);

    public T? Find(string key) => rows.GetValueOrDefault(key);

    public T Keep(string key, T row)
    {
        if (rows.Count >= Most)
        {
            rows.Clear();
        }

        return rows[key] = row;
    }

    public void Forget(string key) => rows.TryRemove(key, out _);
}
