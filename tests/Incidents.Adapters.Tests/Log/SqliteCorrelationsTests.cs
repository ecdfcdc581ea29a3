using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

/// <summary>What keys belong to, while thousands of new ones wait on their way into the tree.</summary>
public sealed class SqliteCorrelationsTests(ITestOutputHelper output) : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-correlations-").FullName;
    SqliteIncidentLog? log;

    SqliteIncidentLog Log => log ??= SqliteIncidentLog.Open(Path.Combine(folder, SqliteIncidentLog.FileName));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_those_of_a_dictionary_whatever_the_size_of_a_job_and_across_starts()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        var model = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var job = 0; job < 400; job++)
        {
            var size = random.Next(3) == 0 ? random.Next(1, 12) : random.Next(1, 400);
            var wanted = Enumerable.Range(0, size).Select(_ => Wanted(random, model)).ToList();
            Assert.Equal(wanted.ConvertAll(w => Told(model, w)), await Log.CorrelateAllAsync(wanted, Ct));
            var asked = Enumerable.Range(0, 50).Select(_ => Key(random)).Distinct(StringComparer.Ordinal).ToList();
            Assert.Equal(asked.Where(model.ContainsKey).ToDictionary(k => k, k => model[k]), await Log.CorrelatedAsync(asked, Ct));
            if (random.Next(50) == 0)
            {
                await RestartAsync();
            }
        }

        await RestartAsync();
        foreach (var some in model.Chunk(1_000))
        {
            Assert.Equal(some.ToDictionary(), await Log.CorrelatedAsync([.. some.Select(s => s.Key)], Ct));
        }
    }

    [Fact]
    public async Task What_was_rolled_back_beside_a_command_that_failed_is_written_all_the_same()
    {
        var told = new List<Task>();
        for (var n = 0; n < 50; n++)
        {
            told.Add(Log.CorrelateAllAsync([.. Enumerable.Range(0, 20).Select(k => new Correlation($"alert/{n}-{k}", $"i{n}"))], Ct));
            told.Add(Assert.ThrowsAnyAsync<Exception>(() => Log.StoreInputAsync(new RawInput($"bad{n}", null!, default, "", new byte[1]), Ct)));
        }

        await Task.WhenAll(told);
        await RestartAsync();
        var found = await Log.CorrelatedAsync([.. Enumerable.Range(0, 50).SelectMany(n => Enumerable.Range(0, 20).Select(k => $"alert/{n}-{k}"))], Ct);
        Assert.Equal(1_000, found.Count);
    }

    [Fact]
    public async Task Keys_that_wait_are_in_a_backup()
    {
        await Log.CorrelateAllAsync([.. Enumerable.Range(0, 100).Select(n => new Correlation($"alert/{n}", "a"))], Ct);
        var target = Path.Combine(folder, "backup.db");
        SqliteIncidentLog.Backup(Log.Path, target);
        await using var copy = SqliteIncidentLog.Open(target);
        Assert.Equal("a", await copy.CorrelatedAsync("alert/99", Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await (log?.DisposeAsync() ?? default);
        Directory.Delete(folder, recursive: true);
    }

    async Task RestartAsync()
    {
        await Log.DisposeAsync();
        log = null;
    }

    static Correlation Wanted(Random random, Dictionary<string, string> model)
    {
        var key = Key(random);
        return new Correlation(key, $"i{random.Next(5)}", random.Next(3) == 0 ? null : model.GetValueOrDefault(key, "i1"));
    }

    static string Key(Random random) => $"alert/{random.Next(60_000):x8}é";

    static string Told(Dictionary<string, string> model, Correlation wanted) =>
        !model.TryGetValue(wanted.Key, out var there) || there == wanted.Replaces ? model[wanted.Key] = wanted.Candidate : there;
}
