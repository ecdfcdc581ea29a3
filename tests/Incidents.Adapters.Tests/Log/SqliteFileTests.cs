using Incidents.Adapters.Log;
using Incidents.Desk;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Tests.Log;

/// <summary>What the log leaves on the disk, whose it is, and which files it takes for its own.</summary>
public sealed class SqliteFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-files-").FullName;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    string Database => Path.Combine(folder, SqliteIncidentLog.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task After_a_clean_stop_the_one_file_holds_everything()
    {
        await using (var log = SqliteIncidentLog.Open(Database))
        {
            await log.StoreSignalAsync(Signal("s1"), Ct);
            Assert.Single(await log.WaitingSignalsAsync("a", Ct));
            Assert.NotEqual(0, new FileInfo($"{Database}-wal").Length);
        }

        Assert.Equal([SqliteIncidentLog.FileName], Directory.GetFiles(folder).Select(Path.GetFileName));
        File.Copy(Database, Database + ".copy");
        await using var copy = SqliteIncidentLog.Open(Database + ".copy");
        Assert.Single(await copy.WaitingSignalsAsync("a", Ct));
    }

    [Fact]
    public async Task Only_the_owner_reads_what_lies_in_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var data = Path.Combine(folder, "data");
        using var owned = DataFolder.Open(data, drill: false);
        owned.Secret("links");
        await using var log = SqliteIncidentLog.Open(owned.File(SqliteIncidentLog.FileName));
        await log.StoreSignalAsync(Signal("s1"), Ct);
        Assert.Single(await log.WaitingSignalsAsync("a", Ct));

        var files = Directory.GetFiles(data, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(data, f), Mode, StringComparer.Ordinal);
        Assert.Equal(["incidents.db", "incidents.db-shm", "incidents.db-wal", "kind", "lock", "lock.pid", "secrets/links"], files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files.Values, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    [Fact]
    public async Task A_file_of_an_earlier_version_is_taken_away_from_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await SqliteIncidentLog.Open(Database).DisposeAsync();
        Open(Database);
        await SqliteIncidentLog.Open(Database).DisposeAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(Database));

        static void Open(string file)
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    [Theory]
    [InlineData("CREATE TABLE recipes (name TEXT)")]
    [InlineData("CREATE TABLE recipes (name TEXT); PRAGMA user_version = 1")]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is(string sql)
    {
        await ExecuteAsync(sql);
        var before = await File.ReadAllBytesAsync(Database, Ct);
        Assert.Contains("another program", Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Open(Database)).Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Database, Ct));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_log_whose_first_start_was_cut_short_is_started()
    {
        await ExecuteAsync("PRAGMA journal_mode = WAL");
        await using var log = SqliteIncidentLog.Open(Database);
        Assert.True(await log.StoreSignalAsync(Signal("s1"), Ct));
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_says_that_the_log_is_unavailable()
    {
        await using var log = SqliteIncidentLog.Open(Database);
        await ExecuteAsync("DROP TABLE ledger");
        var refusal = await Assert.ThrowsAsync<LogUnavailableException>(() => log.LedgerAsync("a", Ct));
        Assert.Contains("cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_cannot_be_written_leaves_nothing()
    {
        await SqliteIncidentLog.Open(Database).DisposeAsync();
        var refusal = Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Backup(Database, Path.Combine(folder, "missing", "backup.db")));
        Assert.Contains("Nothing was left behind", refusal.Message, StringComparison.Ordinal);

        using var disk = new SmallDisk(kilobytes: 32);
        disk.SkipUnlessMounted();
        Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Backup(Database, Path.Combine(disk.Path, "backup.db")));
        Assert.Empty(Directory.GetFiles(disk.Path));
    }

    [Fact]
    public async Task A_backup_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var log = SqliteIncidentLog.Open(Database);
        var target = Path.Combine(folder, "backup.db");
        SqliteIncidentLog.Backup(Database, target);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(target));
        Assert.DoesNotContain(Directory.GetFiles(folder), f => f.EndsWith(".draft", StringComparison.Ordinal));
    }

    static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);

    static StoredSignal Signal(string id) => new(id, "a", new Acknowledge(DateTimeOffset.UnixEpoch, "ana"));

    async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
