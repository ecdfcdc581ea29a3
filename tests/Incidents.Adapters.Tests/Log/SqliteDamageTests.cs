using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

/// <summary>What the SQLite log does when something is wrong with a file, a caller or the disk.</summary>
public sealed class SqliteDamageTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("incidents-damage-").FullName;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_command_that_fails_does_not_hurt_those_beside_it_or_after_it()
    {
        await using var log = SqliteIncidentLog.Open(Path.Combine(folder, SqliteIncidentLog.FileName));
        var good = Enumerable.Range(0, 50).Select(n => log.StoreInputAsync(Input($"i{n}"), Ct)).ToList();
        var refused = log.StoreInputAsync(Input("bad") with { Source = null! }, Ct);
        var broken = log.StoreInputAsync(null!, Ct);
        good.AddRange(Enumerable.Range(50, 50).Select(n => log.StoreInputAsync(Input($"i{n}"), Ct)));

        await Assert.ThrowsAsync<LogUnavailableException>(() => refused.WaitAsync(TimeSpan.FromSeconds(10), Ct));
        await Assert.ThrowsAsync<NullReferenceException>(() => broken.WaitAsync(TimeSpan.FromSeconds(10), Ct));
        Assert.All(await Task.WhenAll(good).WaitAsync(TimeSpan.FromSeconds(10), Ct), Assert.True);
        Assert.Equal(100, (await log.WaitingInputsAsync(1_000, Ct)).Count);
    }

    [Fact]
    public async Task A_check_beside_the_work_finds_damage_and_only_damage()
    {
        var file = Path.Combine(folder, SqliteIncidentLog.FileName);
        await using (var log = SqliteIncidentLog.Open(file))
        {
            for (var n = 0; n < 200; n++)
                await log.StoreInputAsync(Input($"i{n}"), Ct);
            Assert.Null(SqliteIncidentLog.Damage(file));
        }

        var bytes = await File.ReadAllBytesAsync(file, Ct);
        Array.Fill(bytes, (byte)0xAA, bytes.Length - 4_096, 4_096);
        await File.WriteAllBytesAsync(file, bytes, Ct);
        Assert.Contains("is damaged", SqliteIncidentLog.Damage(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("newer version")]
    public async Task A_refused_file_and_its_journal_stay_byte_for_byte(string why)
    {
        var file = await CrashedAsync();
        if (why == "damaged")
        {
            var bytes = await File.ReadAllBytesAsync(file, Ct);
            Array.Fill(bytes, (byte)0xAA, 4_096, bytes.Length - 4_096);
            await File.WriteAllBytesAsync(file, bytes, Ct);
            await KeepJournalAsync(file);
        }

        var (db, wal) = (await File.ReadAllBytesAsync(file, Ct), await File.ReadAllBytesAsync($"{file}-wal", Ct));
        Assert.Contains(why, Assert.Throws<DataFolderException>(() => SqliteIncidentLog.Open(file)).Message, StringComparison.Ordinal);
        Assert.Equal(db, await File.ReadAllBytesAsync(file, Ct));
        Assert.True(File.Exists($"{file}-wal"), "The journal of a refused file was removed.");
        Assert.Equal(wal, await File.ReadAllBytesAsync($"{file}-wal", Ct));

        // What a killed process leaves: pages in the file, and a journal that was not brought into it.
        async Task<string> CrashedAsync()
        {
            var live = Path.Combine(folder, "live.db");
            await using var log = SqliteIncidentLog.Open(live);
            for (var n = 0; n < 20; n++)
                await log.StoreInputAsync(Input($"i{n}"), Ct);
            await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={live};Pooling=False");
            await other.OpenAsync(Ct);
            await using var command = other.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync(Ct);
            command.CommandText = why == "damaged" ? "UPDATE inputs SET reason = 'x'" : "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(Ct);
            var copy = Path.Combine(folder, "copy.db");
            File.Copy(live, copy);
            File.Copy($"{live}-wal", $"{copy}-wal");
            return copy;
        }

        // A journal that covers the damaged pages would heal them, so only its first frame is kept.
        static async Task KeepJournalAsync(string file)
        {
            var wal = await File.ReadAllBytesAsync($"{file}-wal", Ct);
            await File.WriteAllBytesAsync($"{file}-wal", wal[..Math.Min(wal.Length, 32 + 24 + 4_096)], Ct);
        }
    }

    [Fact]
    public void A_damaged_secret_is_named()
    {
        DataFolder.ReadOrMakeSecret(folder, "links");
        File.WriteAllText(Path.Combine(folder, "secrets", "links"), "not base64!");
        Assert.Contains("is damaged", Assert.Throws<DataFolderException>(() => DataFolder.ReadOrMakeSecret(folder, "links")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_the_folder_is_named()
    {
        using var first = DataFolder.Open(folder, drill: true);
        var refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open(folder, drill: true));
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_at_the_start_is_not_taken_for_another_process()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        disk.SkipUnlessMounted();
        Assert.Throws<IOException>(() => File.WriteAllBytes(Path.Combine(disk.Path, "ballast"), new byte[200_000]));
        var refusal = Assert.Throws<DataFolderException>(() => DataFolder.Open(disk.Path, drill: false));
        Assert.DoesNotContain("Another process", refusal.Message, StringComparison.Ordinal);
    }

    static RawInput Input(string id) => new(id, "prod", Noon, "application/json", new byte[1_000]);
}
