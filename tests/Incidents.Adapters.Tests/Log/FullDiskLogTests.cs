using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

public sealed class FullDiskLogTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly SmallDisk disk = new(kilobytes: 1_024);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_what_it_cannot_keep_and_keeps_what_was_answered()
    {
        disk.SkipUnlessMounted();
        var ballast = Path.Combine(disk.Path, "ballast");
        await using var log = SqliteIncidentLog.Open(Path.Combine(disk.Path, SqliteIncidentLog.FileName));
        await File.WriteAllBytesAsync(ballast, new byte[400_000], Ct);

        var answered = new List<string>();
        var refusal = await Record.ExceptionAsync(async () =>
        {
            for (var n = 0; n < 1_000; n++)
            {
                await log.StoreInputAsync(Input($"i{n}"), Ct);
                answered.Add($"i{n}");
            }
        });
        Assert.Contains("Make room", Assert.IsType<LogUnavailableException>(refusal).Message, StringComparison.Ordinal);
        Assert.Equal(answered, (await log.WaitingInputsAsync(1_000, Ct)).Select(i => i.Id));

        // With room it goes on without a restart.
        File.Delete(ballast);
        Assert.True(await log.StoreInputAsync(Input("after"), Ct));
        Assert.Equal([.. answered, "after"], (await log.WaitingInputsAsync(1_000, Ct)).Select(i => i.Id));
    }

    static RawInput Input(string id) => new(id, "prod", Noon, "application/json", new byte[10_000]);
}
