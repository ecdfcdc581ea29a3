using System.Globalization;
using static Incidents.Desk.Tests.Subscribers.Audience;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>The process dies after each single write and each single message, as often as there are such moments.</summary>
public sealed class SubscriberCrashTests
{
    const int People = 9;

    [Fact]
    public async Task Wherever_the_process_dies_everybody_is_told_and_nobody_twice()
    {
        var died = 0;
        for (var moment = 0; moment < 60; moment++)
        {
            await using var audience = new Audience();
            for (var n = 0; n < People; n++)
            {
                await audience.SubscribeAsync(string.Create(CultureInfo.InvariantCulture, $"user{n}@example.com"));
            }

            audience.Say("2026-1");
            using var life = new CancellationTokenSource();
            var left = moment;
            var dying = new DyingRecords(audience.Records, () => Interlocked.Decrement(ref left) < 0);
            audience.Restart(dying);
            audience.Room.Taken = _ => dying.Live();
            await audience.RoundAsync();
            died += dying.IsDead ? 1 : 0;

            audience.Room.Taken = _ => { };
            audience.Restart();
            audience.Say("2026-1", over: true);
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            await audience.RoundAsync(TimeSpan.FromMinutes(2));

            for (var n = 0; n < People; n++)
            {
                var told = audience.Room.To(string.Create(CultureInfo.InvariantCulture, $"user{n}@example.com"));
                Assert.True(told[^1] == "i:2026-1/2" && told.Distinct().Count() == told.Count, $"Died at {moment}: user{n} was told {string.Join(", ", told)}.");
            }

            Assert.Equal(0, audience.Room.Doubled);
        }

        Assert.InRange(died, 25, 59);
    }

    [Fact]
    public async Task Two_processes_at_once_tell_nobody_twice()
    {
        await using var audience = new Audience();
        for (var n = 0; n < People; n++)
        {
            await audience.SubscribeAsync(string.Create(CultureInfo.InvariantCulture, $"user{n}@example.com"));
        }

        audience.Say("2026-1");
        var first = audience.Lane;
        audience.Restart();
        audience.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first.RoundAsync(Stop), audience.Lane.RoundAsync(Stop));
        await audience.RoundAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(People, audience.Room.Left.Count);
    }

    /// <summary>Records of a process that dies: from then on nothing it says reaches the disk.</summary>
    sealed class DyingRecords(IRecordStore inner, Func<bool> dies) : IRecordStore
    {
        public bool IsDead { get; private set; }

        public void Live()
        {
            if (IsDead || dies())
            {
                IsDead = true;
                throw new IOException("The process is dead.");
            }
        }

        public Task<StoredRecord?> RecordAsync(string kind, string key, CancellationToken ct) => inner.RecordAsync(kind, key, ct);

        public Task<RecordPage> RecordsAsync(string kind, string? after, int max, CancellationToken ct) => inner.RecordsAsync(kind, after, max, ct);

        public Task<IReadOnlyList<string>> RecordKindsAsync(CancellationToken ct) => inner.RecordKindsAsync(ct);

        public async Task<string?> PutRecordAsync(string kind, string key, string json, string? expectedVersion, CancellationToken ct)
        {
            Live();
            var version = await inner.PutRecordAsync(kind, key, json, expectedVersion, ct);
            // Also right after the write, before anybody hears of it.
            Live();
            return version;
        }

        public Task<bool> DeleteRecordAsync(string kind, string key, string expectedVersion, CancellationToken ct) => inner.DeleteRecordAsync(kind, key, expectedVersion, ct);
    }
}
