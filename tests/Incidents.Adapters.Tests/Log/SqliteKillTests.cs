using System.Diagnostics;
using System.Globalization;
using Incidents.Adapters.Log;
using Microsoft.Data.Sqlite;

namespace Incidents.Adapters.Tests.Log;

/// <summary>A process that writes the log is killed with -9 at random moments: whatever it acknowledged is there, whole and in order.</summary>
public sealed class SqliteKillTests(ITestOutputHelper output) : IDisposable
{
    const int Rounds = 6;

    // Repeats the moments of a failed run.
    readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
    readonly string folder = Directory.CreateTempSubdirectory("incidents-kill-").FullName;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_acknowledged_append_outlives_its_process()
    {
        var random = new Random(seed);
        var file = Path.Combine(folder, SqliteIncidentLog.FileName);
        var acknowledged = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            var lines = await KillAfterAsync(random.Next(1, 300), file, acknowledged);
            output.WriteLine($"Seed {seed}, round {round}: {lines} acknowledged.");
            await CheckAsync(file, acknowledged);
        }
    }

    // The moment is a number of answers, not a time: on a slow machine nothing would have been written yet.
    static async Task<int> KillAfterAsync(int answers, string file, Dictionary<string, int> acknowledged)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SqliteKillTests).Assembly.Location, "append", file]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var lines = 0;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                // The last line may be cut in the middle; a cut version is a smaller one, which must be there just as well.
                if (line.Split(' ') is [var incident, var version] && version.Length > 0)
                {
                    acknowledged[incident] = Math.Max(acknowledged.GetValueOrDefault(incident), int.Parse(version, CultureInfo.InvariantCulture));
                }

                if (++lines == answers)
                {
                    process.Kill();
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        Assert.True(lines >= answers, "The process ended by itself.");
        return lines;
    }

    static async Task CheckAsync(string file, Dictionary<string, int> acknowledged)
    {
        await using var log = SqliteIncidentLog.Open(file);
        foreach (var (incident, version) in acknowledged)
        {
            var events = await log.ReadAsync(incident, 1, Ct);
            Assert.True(events.Count >= version, $"{incident}: {version} acknowledged, {events.Count} there.");
            Assert.All(events, (e, n) => Assert.Equal((n + 1, Appender.Text(incident, n + 1)), (e.Sequence, ((Noted)e.Event).Text)));
            Assert.Equal(events.Count, (await log.HeadAsync(incident, Ct))!.Version);
        }

        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await command.ExecuteScalarAsync(Ct));
    }
}
