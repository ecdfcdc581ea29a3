using Incidents.Adapters.Log;
using Incidents.Tests;

namespace Incidents.Desk.Tests;

/// <summary>What a turn and an attempt cost in calls of the log, each of which is a storage transaction on Azure.</summary>
public class TurnCostTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_of_a_known_incident_reads_only_what_is_new()
    {
        await using var office = new Office();
        var incident = await office.Open();
        var version = (await office.Look(incident)).Version;
        office.Calls.Take();

        await office.Desk.AdvanceAsync(incident, Ct);
        Assert.Equal([$"NewsAsync {version + 1} and ledger"], office.Calls.Take());
        await office.Desk.LookAsync(incident, Ct);
        Assert.Equal([$"ReadAsync {version + 1}"], office.Calls.Take());
        await office.Say(incident, at => new AddNote(at, "ana", "Hm"));
        Assert.Equal(["StoreSignalAsync", $"NewsAsync {version + 1} and ledger", "AppendAsync"], office.Calls.Take());
    }

    [Fact]
    public async Task Without_an_open_effect_the_ledger_is_not_read()
    {
        await using var office = new Office(null, FakeChannel.Works("mail"), FakeChannel.Works("push"));
        var incident = await office.Open();
        await office.DeliverAll(incident);
        office.Calls.Take();
        await office.Desk.AdvanceAsync(incident, Ct);
        Assert.DoesNotContain(office.Calls.Take(), call => call.Contains("ledger", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_attempt_costs_a_look_a_lease_and_a_record()
    {
        await using var office = new Office(null, FakeChannel.Works("mail"), FakeChannel.Works("push"));
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due;
        var version = (await office.Look(incident)).Version;
        office.Calls.Take();
        await office.Delivery.DeliverAsync(incident, due[0], Ct);
        Assert.Equal([$"ReadAsync {version + 1}", "WriteLedgerAsync", "WriteLedgerAsync"], office.Calls.Take());
    }

    [Fact]
    public async Task What_nobody_wants_any_more_is_dropped_with_one_write()
    {
        var mail = FakeChannel.Works("mail");
        await using var office = new Office(null, mail);
        var incident = await office.Open();
        var due = (await office.Desk.AdvanceAsync(incident, Ct)).Due.Single(d => d.Effect.Channel == "mail");
        await office.Say(incident, at => new Acknowledge(at, "ana"));
        office.Calls.Take();
        await office.Delivery.DeliverAsync(incident, due, Ct);
        Assert.Single(office.Calls.Take(), "WriteLedgerAsync");
        Assert.Equal((LedgerState.Dropped, 0), (await office.Log.LedgerAsync(incident, Ct)).Where(e => e.EffectId == due.EffectId).Select(e => (e.State, e.Attempts)).Single());
    }

    [Fact]
    public async Task Two_desks_on_one_log_see_what_the_other_did()
    {
        await using var office = new Office();
        var incident = await office.Open();
        var other = office.AnotherDesk();
        for (var n = 0; n < 10; n++)
        {
            var desk = n % 2 == 0 ? office.Desk : other;
            Assert.Equal(OutcomeKind.Accepted, (await desk.TellAsync(new StoredSignal($"n{n}", incident, new AddNote(office.Clock.GetUtcNow(), "ana", $"Note {n}")), Ct)).Kind);
        }

        await Same(office, incident, office.Desk, other);
    }

    [Fact]
    public async Task Two_desks_racing_on_one_incident_decide_every_signal_once()
    {
        await using var office = new Office();
        var incident = await office.Open();
        IncidentDesk[] desks = [office.Desk, office.AnotherDesk(), office.AnotherDesk()];
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(() =>
            desks[n % 3].TellAsync(new StoredSignal($"n{n / 2}", incident, new AddNote(office.Clock.GetUtcNow(), "ana", $"Note {n / 2}")), Ct))));

        var notes = (await office.Desk.TimelineAsync(incident, Ct)).Select(e => e.Event).OfType<Noted>().Select(e => e.Text);
        Assert.Equal(Enumerable.Range(0, 30).Select(n => $"Note {n}").Order(StringComparer.Ordinal), notes.Order(StringComparer.Ordinal));
        await Same(office, incident, desks);
    }

    [Fact]
    public async Task A_log_that_was_set_back_is_read_from_its_first_event()
    {
        await using var office = new Office();
        var incident = await office.Open();
        await office.Say(incident, at => new DeclareIncident(at, "ana", "Sure"));
        await using var restored = SqliteIncidentLog.Open(office.File("restored.db"));
        var opening = (await office.Log.ReadAsync(incident, 1, Ct)).Take(1).ToList();
        await restored.AppendAsync(new LogAppend(incident, 0, opening, [], (await office.Log.HeadAsync(incident, Ct))!), Ct);
        office.Calls.Exchange(restored);

        Assert.Equal(OutcomeKind.Accepted, (await office.Say(incident, at => new Acknowledge(at, "ana"))).Kind);
        Assert.Null((await office.Look(incident)).DeclaredAt);
    }

    static async Task Same(Office office, string incident, params IncidentDesk[] desks)
    {
        var fresh = Abstraction.Whole((await office.AnotherDesk().LookAsync(incident, Ct))!);
        foreach (var desk in desks)
        {
            Assert.Equal(fresh, Abstraction.Whole((await desk.LookAsync(incident, Ct))!));
        }
    }
}
