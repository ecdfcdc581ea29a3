using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

public sealed class SqliteIncidentLogTests : IncidentLogContract, IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-log-").FullName;
    SqliteIncidentLog log;

    public SqliteIncidentLogTests() => log = SqliteIncidentLog.Open(File);

    string File => Path.Combine(folder, SqliteIncidentLog.FileName);

    protected override IIncidentLog Log => log;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_is_there_after_the_next_start()
    {
        await log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct);
        await log.DisposeAsync();
        log = SqliteIncidentLog.Open(File);
        Assert.Single(await log.WaitingSignalsAsync("a", Ct));
    }

    [Fact]
    public async Task A_host_that_disposes_of_it_twice_stops_well()
    {
        await log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct);
        await log.DisposeAsync();
        await log.DisposeAsync();
        log = SqliteIncidentLog.Open(File);
        Assert.Single(await log.WaitingSignalsAsync("a", Ct));
    }

    [Fact]
    public async Task Many_writers_share_a_commit()
    {
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(n => log.StoreSignalAsync(new StoredSignal($"s{n}", "a", new Acknowledge(Noon, "ana")), Ct)));
        Assert.Equal(2_000, (await log.WaitingSignalsAsync("a", Ct)).Count);
        Assert.InRange(log.Commits, 1, 1_000);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_and_left_as_it_is()
    {
        await log.DisposeAsync();
        var damaged = Path.Combine(folder, "damaged.db");
        await System.IO.File.WriteAllTextAsync(damaged, new string('x', 8_192), Ct);
        var before = await System.IO.File.ReadAllBytesAsync(damaged, Ct);
        Assert.Contains("is damaged", Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Open(damaged)).Message, StringComparison.Ordinal);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(damaged, Ct));
        log = SqliteIncidentLog.Open(File);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await log.DisposeAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.Contains("newer version", Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Open(File)).Message, StringComparison.Ordinal);
        File_is_usable_for_cleanup();
    }

    [Fact]
    public async Task A_backup_is_taken_beside_a_running_log_and_never_overwrites()
    {
        await log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct);
        var target = Path.Combine(folder, "backup.db");
        SqliteIncidentLog.Backup(File, target);
        await using var copy = SqliteIncidentLog.Open(target);
        Assert.Single(await copy.WaitingSignalsAsync("a", Ct));
        Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Backup(File, target));
    }

    [Fact]
    public void A_second_process_on_the_same_folder_is_refused_and_a_drill_refuses_a_production_folder()
    {
        var data = Path.Combine(folder, "data");
        using (DataFolder.Open(data, drill: false))
        {
            Assert.Contains("Another process is using", Assert.Throws<DataFolderException>(() => DataFolder.Open(data, drill: false)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("is a production folder", Assert.Throws<DataFolderException>(() => DataFolder.Open(data, drill: true)).Message, StringComparison.Ordinal);
        using var again = DataFolder.Open(data, drill: false);
        Assert.Equal(again.Secret("links"), DataFolder.ReadOrMakeSecret(data, "links"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : System.IO.File.GetUnixFileMode(again.File("secrets/links")));
    }

    public async ValueTask DisposeAsync()
    {
        await log.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    void File_is_usable_for_cleanup() => log = SqliteIncidentLog.Open(Path.Combine(folder, "other.db"));
}
