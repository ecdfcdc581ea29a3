using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

public sealed class SqliteRecordTests : RecordStoreContract, IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-records-").FullName;
    SqliteIncidentLog log;

    public SqliteRecordTests() => log = SqliteIncidentLog.Open(File);

    string File => Path.Combine(folder, SqliteIncidentLog.FileName);

    protected override IRecordStore Store => log;

    [Fact]
    public async Task A_record_and_its_version_outlive_the_process_and_are_in_a_backup()
    {
        var gone = await log.PutRecordAsync(Kind, "gone", "personal", null, Ct);
        var kept = await log.PutRecordAsync(Kind, "kept", "1", null, Ct);
        var last = await log.PutRecordAsync(Kind, "last", "1", null, Ct);
        await log.DeleteRecordAsync(Kind, "gone", gone!, Ct);
        await log.DeleteRecordAsync(Kind, "last", last!, Ct);
        await log.DisposeAsync();
        log = SqliteIncidentLog.Open(File);
        Assert.Equal(kept, (await log.RecordAsync(Kind, "kept", Ct))!.Version);
        // The number of the last row is not given again either.
        Assert.NotEqual(last, await log.PutRecordAsync(Kind, "last", "2", null, Ct));

        var copy = Path.Combine(folder, "backup.db");
        SqliteIncidentLog.Backup(File, copy);
        Assert.DoesNotContain("personal", await System.IO.File.ReadAllTextAsync(copy, Ct), StringComparison.Ordinal);
        await using var restored = SqliteIncidentLog.Open(copy);
        Assert.Equal(["kept", "last"], (await restored.RecordsAsync(Kind, null, 10, Ct)).Records.Select(r => r.Key));
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
