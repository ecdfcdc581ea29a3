using Incidents.Adapters.Channels.Providers;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Every channel and every misbehaviour of its provider, through the real desk, ledger and gate: nothing is lost, nothing comes twice where the provider lets us know, the plan goes on, and the ledger tells the truth.</summary>
public abstract class ChannelContract : IAsyncLifetime, IBell
{
    const string Incident = "i1";
    const int MostTurns = 12;

    readonly Scratch scratch = new();
    readonly ChannelCase tested;
    SqliteIncidentLog log = null!;
    IncidentDesk desk = null!;

    /// <summary>Opens a contract on a channel.</summary>
    private protected ChannelContract(ChannelCase tested) => this.tested = tested;

    /// <summary>The clock of desk, gate and channel.</summary>
    protected FakeTimeProvider Time { get; } = new(Mails.Noon);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await tested.Fake.StartAsync();
        tested.Fake.DownUntil = Mails.Noon.AddSeconds(30);
        log = SqliteIncidentLog.Open(Path.Combine(scratch.Path, "incidents.db"));
        desk = new IncidentDesk(log, () => Company.Policy, Time, this, NullLogger<IncidentDesk>.Instance);
        await log.AppendAsync(new LogAppend(Incident, 0, [new StoredEvent(1, tested.Because, [tested.Effect])], [],
            new IncidentHead(Incident, 1, "", "", default, default, Mails.Noon, null, null, false, false, false, null)), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await tested.Fake.DisposeAsync();
        await log.DisposeAsync();
        scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    void IBell.Ring(StoredSignal signal, string step)
    {
    }

    public static TheoryData<Misbehaviour> All => [.. Enum.GetValues<Misbehaviour>()];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nothing_is_lost_and_nothing_comes_twice_and_the_ledger_tells_the_truth(Misbehaviour misbehaviour)
    {
        using var gate = new ProviderGate(tested.Provider, Time);
        var delivery = Delivery(gate);
        tested.Fake.Misbehaviour = misbehaviour;

        await TurnAsync(delivery);
        var first = await EntryAsync();
        if (tested.Fake.Taken == 0 && !(tested.TakesAnySuccess && misbehaviour == Misbehaviour.IsNotOk))
            Assert.NotEqual(LedgerState.Delivered, first.State);
        else
            Assert.True(first.State is LedgerState.Delivered or LedgerState.Attempting or LedgerState.Deferred, $"It arrived, and the ledger says {first.State}.");
        if (misbehaviour is Misbehaviour.IsDownForSeconds or Misbehaviour.IsAskedTooOften)
            Assert.InRange(first.Until!.Value - Mails.Noon, TimeSpan.FromSeconds(ProviderFake.RetryAfterSeconds), TimeSpan.FromSeconds(2 * ProviderFake.RetryAfterSeconds));
        if (misbehaviour is Misbehaviour.IsDownUntilADate)
            Assert.InRange(first.Until!.Value, tested.Fake.DownUntil, tested.Fake.DownUntil.AddSeconds(10));

        tested.Fake.Misbehaviour = Misbehaviour.None;
        for (var turn = 0; turn < MostTurns && await EntryAsync() is { Finished: false, Until: { } until }; turn++)
        {
            Time.SetUtcNow(until > Time.GetUtcNow() ? until : Time.GetUtcNow());
            await TurnAsync(delivery);
        }

        var last = await EntryAsync();
        if (last.State == LedgerState.GivenUp)
        {
            // Only what the provider itself said no to; a person sees it.
            Assert.Contains(misbehaviour, tested.RefusedOn);
            Assert.Equal(0, tested.Fake.Taken);
            return;
        }

        Assert.Equal(LedgerState.Delivered, last.State);
        if (first.State == LedgerState.Delivered && tested.Fake.Taken == 0)
            return;

        Assert.InRange(tested.Fake.Taken, 1, misbehaviour == Misbehaviour.LosesTheAnswer && !tested.LetsUsKnow ? 2 : 1);
    }

    [Fact]
    public async Task A_process_that_is_killed_between_the_success_and_its_record_posts_nothing_twice()
    {
        using var gate = new ProviderGate(tested.Provider, Time);
        var due = Assert.Single((await desk.AdvanceAsync(Incident, Ct)).Due);
        await log.WriteLedgerAsync(new LedgerEntry(due.EffectId, Incident, 1, LedgerState.Attempting, 1, Mails.Noon, Mails.Noon.AddMinutes(1), "", Mails.Noon), 0, Ct);
        await tested.Open(Time).AttemptAsync(new Delivery(due.EffectId, Incident, due.Effect, (await desk.LookAsync(Incident, Ct))!), Ct);
        Assert.Equal(1, tested.Fake.Taken);

        var delivery = Delivery(gate);
        await delivery.EndLeasesAsync(Incident, Ct);
        await TurnAsync(delivery);

        Assert.Equal(LedgerState.Delivered, (await EntryAsync()).State);
        Assert.InRange(tested.Fake.Taken, 1, tested.LetsUsKnow ? 1 : 2);
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone_and_the_ledger_says_why()
    {
        using var gate = new ProviderGate(tested.Provider with { BreakAfter = 2 }, Time);
        var delivery = Delivery(gate);
        tested.Fake.Misbehaviour = Misbehaviour.Fails;
        var details = new List<string>();
        for (var turn = 0; turn < 4; turn++)
        {
            await TurnAsync(delivery);
            details.Add((await EntryAsync()).Detail);
            Time.SetUtcNow((await EntryAsync()).Until!.Value);
        }

        Assert.Contains(details, detail => detail.Contains("is left alone for", StringComparison.Ordinal));
        Assert.NotNull(Assert.Single(delivery.States.All).FailingSince);
    }

    DeliveryDesk Delivery(ProviderGate gate) =>
        new(log, desk, [new GuardedChannel(tested.Open(Time), gate)], Time, new DeliveryOptions { AttemptTimeout = TimeSpan.FromMinutes(2), Lease = TimeSpan.FromMinutes(3) }, () => 0, NullLogger<DeliveryDesk>.Instance);

    // One turn of the host: what is due, delivered. While a provider keeps it waiting the plan answers all the same.
    async Task TurnAsync(DeliveryDesk delivery)
    {
        foreach (var due in (await desk.AdvanceAsync(Incident, Ct)).Due)
        {
            var attempt = delivery.DeliverAsync(Incident, due, Ct);
            if (tested.Fake.Misbehaviour is Misbehaviour.Hangs or Misbehaviour.Trickles)
            {
                await tested.Fake.Stuck.Task.WaitAsync(TimeSpan.FromSeconds(30), Ct);
                await desk.TellAsync(new StoredSignal(Guid.NewGuid().ToString(), Incident, new AddNote(Time.GetUtcNow(), "ana", "Still here.")), Ct).WaitAsync(TimeSpan.FromSeconds(1), Ct);
                Time.Advance(tested.Provider.Timeout);
            }

            await attempt.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        }

        await desk.AdvanceAsync(Incident, Ct);
    }

    async Task<LedgerEntry> EntryAsync() => Assert.Single(await log.LedgerAsync(Incident, Ct));
}

/// <summary>A channel under the contract.</summary>
/// <param name="Fake">Its provider.</param>
/// <param name="Provider">Its row of the table.</param>
/// <param name="Effect">What is sent.</param>
/// <param name="Open">Opens the channel; the fake has started.</param>
/// <param name="LetsUsKnow">True when the provider can be asked, or takes the same thing once.</param>
sealed record ChannelCase(ProviderFake Fake, Provider Provider, Effect Effect, Func<TimeProvider, IChannel> Open, bool LetsUsKnow)
{
    /// <summary>The event that wants it.</summary>
    public Event Because { get; init; } = new Noted(Mails.Noon, "ana", "It begins.");

    /// <summary>Misbehaviours that are the provider's own no.</summary>
    public IReadOnlyCollection<Misbehaviour> RefusedOn { get; init; } = [];

    /// <summary>True where any 2xx means "taken", whatever the body says: so the standard has it.</summary>
    public bool TakesAnySuccess { get; init; }
}
