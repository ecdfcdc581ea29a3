using System.Globalization;
using Incidents.Desk;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Log;

/// <summary>Records beside the incidents: the same file and the same writer. A version is the number of the row, which SQLite never gives twice; a change is a new row in place of the old.</summary>
public sealed partial class SqliteIncidentLog : IRecordStore
{
    /// <inheritdoc/>
    public async Task<StoredRecord?> RecordAsync(string kind, string key, CancellationToken ct)
    {
        StoredRecord.Check(kind, key);
        return (await QueryAsync("SELECT kind, key, number, json FROM records WHERE kind = $kind AND key = $key", Stored, ct, ("$kind", kind), ("$key", key))).SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<RecordPage> RecordsAsync(string kind, string? after, int max, CancellationToken ct)
    {
        StoredRecord.Check(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 1_000);
        var rows = await QueryAsync("SELECT kind, key, number, json FROM records WHERE kind = $kind AND key > $after ORDER BY key LIMIT $max", Stored, ct,
            ("$kind", kind), ("$after", after ?? ""), ("$max", max + 1));
        return rows.Count > max ? new RecordPage(rows[..max], rows[max - 1].Key) : new RecordPage(rows, null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> RecordKindsAsync(CancellationToken ct) => await QueryAsync("SELECT DISTINCT kind FROM records ORDER BY kind", r => r.GetString(0), ct);

    /// <inheritdoc/>
    public Task<string?> PutRecordAsync(string kind, string key, string json, string? expectedVersion, CancellationToken ct)
    {
        StoredRecord.Check(kind, key, json);
        return writer.WriteAsync(s => expectedVersion is not null && !Remove(s, kind, key, expectedVersion) ? null
            : s.Scalar("INSERT INTO records (kind, key, json) VALUES ($kind, $key, $json) ON CONFLICT DO NOTHING RETURNING number", ("$kind", kind), ("$key", key), ("$json", json)) is long number
                ? number.ToString(CultureInfo.InvariantCulture) : null, ct);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteRecordAsync(string kind, string key, string expectedVersion, CancellationToken ct)
    {
        StoredRecord.Check(kind, key);
        return writer.WriteAsync(s => Remove(s, kind, key, expectedVersion), ct);
    }

    // A version of another store is no number, and no row has it.
    static bool Remove(SqliteStatements s, string kind, string key, string version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && s.Run("DELETE FROM records WHERE number = $number AND kind = $kind AND key = $key", ("$number", number), ("$kind", kind), ("$key", key)) == 1;

    static StoredRecord Stored(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt64(2).ToString(CultureInfo.InvariantCulture), row.GetString(3));
}
