using System.Globalization;
using Incidents.Desk.Subscribers;
using static Incidents.Desk.Tests.Subscribers.Audience;

namespace Incidents.Desk.Tests.Subscribers;

/// <summary>The process dies after each single write and each single message, as often as there are such moments.</summary>
public sealed class SubscriberCrashTests
{
    const int People = 9;

    // At the last of these moments nothing dies any more: the round is through before.
    const int Moments = 60;

    [Theory]
    [InlineData(SubscriberWay.Mail)]
    [InlineData(SubscriberWay.Webhook)]
    public async Task Wherever_the_process_dies_everybody_is_told_and_nobody_twice(SubscriberWay way)
    {
        var died = 0;
        for (var moment = 0; moment < Moments; moment++)
        {
            await using var audience = new Audience();
            await SubscribeAllAsync(audience, way);
            audience.Say("2026-1");
            died += await DieAsync(audience, moment) ? 1 : 0;

            // The same words are due when the next process starts: only the note tells it whom they reached.
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            AssertTold(audience, way, moment, "i:2026-1/1");
            Assert.True(audience.Room.Doubled == 0, $"Died at {moment}: {audience.Room.Doubled} were told twice.");

            audience.Say("2026-1", over: true);
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            AssertTold(audience, way, moment, "i:2026-1/1", "i:2026-1/2");
        }

        Assert.InRange(died, 25, Moments - 1);
    }

    [Fact]
    public async Task Whoever_was_told_before_the_process_died_is_told_the_end_although_they_follow_something_else_by_then()
    {
        for (var moment = 0; moment < Moments; moment++)
        {
            await using var audience = new Audience();
            await SubscribeAllAsync(audience, SubscriberWay.Mail);
            audience.Say("2026-1");
            await DieAsync(audience, moment);
            var reached = Enumerable.Range(0, People).Where(n => audience.Room.To(Address(SubscriberWay.Mail, n)).Count > 0).ToList();

            for (var n = 0; n < People; n++)
            {
                await audience.Desk.WishAsync(audience.Keys.IdOf(SubscriberWay.Mail, Address(SubscriberWay.Mail, n)), ["web"], reports: false, Stop);
            }

            audience.Say("2026-1", over: true);
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            await audience.RoundAsync(TimeSpan.FromMinutes(2));

            for (var n = 0; n < People; n++)
            {
                string[] heard = reached.Contains(n) ? ["i:2026-1/1", "i:2026-1/2"] : [];
                Assert.Equal(heard, audience.Room.To(Address(SubscriberWay.Mail, n)));
            }
        }
    }

    [Fact]
    public async Task What_came_up_meanwhile_is_told_without_what_a_mail_of_several_words_had_said()
    {
        for (var moment = 0; moment < Moments; moment++)
        {
            await using var audience = new Audience();
            await SubscribeAllAsync(audience, SubscriberWay.Mail);
            audience.Say("2026-1");
            audience.Say("2026-2");
            await DieAsync(audience, moment);
            audience.Say("2026-3");
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            await audience.RoundAsync(TimeSpan.FromMinutes(2));

            for (var n = 0; n < People; n++)
            {
                var words = audience.Room.To(Address(SubscriberWay.Mail, n)).SelectMany(mail => mail.Split(' ')).ToList();
                Assert.True(words.Order(StringComparer.Ordinal).SequenceEqual(["i:2026-1/1", "i:2026-2/1", "i:2026-3/1"]), $"Died at {moment}: user{n} was told {string.Join(", ", words)}.");
            }
        }
    }

    [Fact]
    public async Task A_server_that_cannot_be_asked_gets_one_batch_again_at_most_and_each_mail_under_its_old_id()
    {
        var doubled = 0;
        for (var moment = 0; moment < Moments; moment++)
        {
            await using var audience = new Audience();
            audience.Room.CanBeAsked = false;
            await SubscribeAllAsync(audience, SubscriberWay.Mail);
            audience.Say("2026-1");
            await DieAsync(audience, moment);
            await audience.RoundAsync(TimeSpan.FromMinutes(2));
            await audience.RoundAsync(TimeSpan.FromMinutes(2));

            // What is sent again under its id is one mail to whoever looks at ids; under another it would be a second one.
            AssertTold(audience, SubscriberWay.Mail, moment, "i:2026-1/1");
            Assert.InRange(audience.Room.Doubled, 0, 4 * audience.Options.Parallel);
            doubled += audience.Room.Doubled;
        }

        Assert.True(doubled > 0, "No moment was after the server's yes and before our note of it.");
    }

    static string Address(SubscriberWay way, int n) => string.Format(CultureInfo.InvariantCulture, way == SubscriberWay.Mail ? "user{0}@example.com" : "https://hooks.example.com/user{0}", n);

    static async Task SubscribeAllAsync(Audience audience, SubscriberWay way)
    {
        for (var n = 0; n < People; n++)
        {
            await audience.SubscribeAsync(Address(way, n), way);
        }
    }

    // One round, whose process dies at that write or message; then a new process on the same disk.
    static async Task<bool> DieAsync(Audience audience, int moment)
    {
        var left = moment;
        var dying = new DyingRecords(audience.Records, () => Interlocked.Decrement(ref left) < 0);
        audience.Restart(dying);
        audience.Room.Taken = _ => dying.Live();
        await audience.RoundAsync();
        audience.Room.Taken = _ => { };
        audience.Restart();
        return dying.IsDead;
    }

    static void AssertTold(Audience audience, SubscriberWay way, int moment, params string[] words)
    {
        for (var n = 0; n < People; n++)
        {
            var told = audience.Room.To(Address(way, n));
            Assert.True(told.SequenceEqual(words), $"Died at {moment}: user{n} was told {string.Join(", ", told)}.");
        }
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
