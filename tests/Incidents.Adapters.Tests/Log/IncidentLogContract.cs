using System.Text;
using Incidents.Desk;
using Incidents.Desk.Tests;

namespace Incidents.Adapters.Tests.Log;

/// <summary>What every incident log must do. Each implementation derives one class.</summary>
public abstract class IncidentLogContract
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    protected abstract IIncidentLog Log { get; }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_input_is_stored_once_and_waits_until_it_is_settled()
    {
        var input = new RawInput("i1", "prod", Noon, "application/json", Encoding.UTF8.GetBytes("{\"a\":1}"));
        Assert.True(await Log.StoreInputAsync(input, Ct));
        Assert.False(await Log.StoreInputAsync(input, Ct));
        await Log.StoreInputAsync(input with { Id = "i2", At = Noon.AddSeconds(1), Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["ce-type"] = "down" } }, Ct);

        var waiting = await Log.WaitingInputsAsync(10, Ct);
        Assert.Equal(["i1", "i2"], waiting.Select(w => w.Id));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(waiting[0].Body.Span));
        Assert.Equal(Noon, waiting[0].At);
        Assert.Null(waiting[0].Headers);
        Assert.Equal("down", waiting[1].Headers!["ce-type"]);

        await Log.SettleInputAsync("i1", null, Ct);
        await Log.SettleInputAsync("i2", "No alerts in it.", Ct);
        Assert.Empty(await Log.WaitingInputsAsync(10, Ct));
        var kept = Assert.Single(await Log.QuarantineAsync(10, Ct));
        Assert.Equal(("No alerts in it.", "down"), (kept.Reason, kept.Input.Headers!["ce-type"]));
    }

    [Fact]
    public async Task Many_inputs_are_settled_at_once_each_in_its_way()
    {
        foreach (var n in Enumerable.Range(1, 30))
        {
            await Log.StoreInputAsync(new RawInput($"i{n}", "prod", Noon.AddSeconds(n), "application/json", "{}"u8.ToArray()), Ct);
        }

        await Log.SettleInputsAsync([.. Enumerable.Range(1, 29).Select(n => new SettledInput($"i{n}", n == 7 ? "No alerts in it." : null)), new SettledInput("nobody", null)], Ct);
        Assert.Equal("i30", Assert.Single(await Log.WaitingInputsAsync(100, Ct)).Id);
        Assert.Equal(("i7", "No alerts in it."), Assert.Single(await Log.QuarantineAsync(10, Ct)) is var kept ? (kept.Input.Id, kept.Reason) : default);
        await Log.SettleInputsAsync([], Ct);
    }

    [Fact]
    public async Task Many_keys_are_kept_and_found_at_once_each_as_it_would_be_alone()
    {
        await Log.CorrelateAsync("over/b", "before", null, Ct);
        await Log.CorrelateAsync("over/c", "before", null, Ct);
        var wanted = new List<Correlation> { new("over/a", "one"), new("over/b", "two"), new("over/c", "three", Replaces: "before"), new("over/d", "four", Replaces: "nothing"), new("over/a", "five") };
        Assert.Equal(["one", "before", "three", "four", "one"], await Log.CorrelateAllAsync(wanted, Ct));

        var many = Enumerable.Range(0, 250).Select(n => new Correlation($"alert/{n}", $"i{n}")).ToList();
        Assert.Equal(many.Select(m => m.Candidate), await Log.CorrelateAllAsync(many, Ct));
        Assert.Equal(many.Select(m => m.Candidate), await Log.CorrelateAllAsync([.. many.Select(m => m with { Candidate = "late" })], Ct));

        var found = await Log.CorrelatedAsync([.. many.Select(m => m.Key), "over/a", "over/nobody"], Ct);
        Assert.Equal((251, "i249", "one"), (found.Count, found["alert/249"], found["over/a"]));
        Assert.Empty(await Log.CorrelatedAsync([], Ct));
    }

    [Fact]
    public async Task A_long_incident_is_read_page_by_page_and_its_news_are_whole()
    {
        foreach (var n in Enumerable.Range(0, 30))
        {
            Assert.True(await Log.AppendAsync(Append("a", n, [new Noted(Noon, "ana", $"{n} {new string('x', 100_000)}")]), Ct));
        }

        await Log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct);
        var (paged, pages) = (new List<StoredEvent>(), 0);
        while (await Log.ReadPageAsync("a", paged.Count + 1, Ct) is { Count: > 0 } page)
        {
            paged.AddRange(page);
            pages++;
        }

        Assert.InRange(pages, 2, 20);
        Assert.Equal(Enumerable.Range(1, 30), paged.Select(e => e.Sequence));
        Assert.Equivalent(await Log.ReadAsync("a", 1, Ct), paged);

        var (seen, news) = (0, await Log.NewsAsync("a", 1, withLedger: false, Ct));
        while (news.HasMore)
        {
            seen += news.Events.Count;
            news = await Log.NewsAsync("a", seen + 1, withLedger: false, Ct);
        }

        Assert.Equal((30, "s1"), (seen + news.Events.Count, Assert.Single(news.Waiting).Id));
    }

    [Fact]
    public async Task An_input_in_quarantine_is_put_back_once_or_discarded_for_good_and_kept()
    {
        foreach (var id in (string[])["served", "q1", "q2"])
        {
            await Log.StoreInputAsync(new RawInput(id, "prod", Noon, "application/json", Encoding.UTF8.GetBytes($"\"{id}\"")), Ct);
            await Log.SettleInputAsync(id, id == "served" ? null : "No alerts in it.", Ct);
        }

        foreach (var other in (string[])["served", "unknown"])
        {
            Assert.Null(await Log.QuarantinedAsync(other, Ct));
            Assert.False(await Log.RequeueInputAsync(other, Ct));
            Assert.False(await Log.DiscardInputAsync(other, new Discarded(Noon, "ana", "Why not"), Ct));
        }

        Assert.Equal((InputState.Quarantined, "No alerts in it."), await Log.FindInputAsync("q1", Ct) is { } found ? (found.State, found.Reason) : default);
        Assert.Null(await Log.FindInputAsync("nobody", Ct));
        Assert.Equal((2, 1), (await Log.QuarantineCountAsync(10, Ct), await Log.QuarantineCountAsync(1, Ct)));
        Assert.Equal("No alerts in it.", (await Log.QuarantinedAsync("q1", Ct))!.Reason);
        Assert.True(await Log.RequeueInputAsync("q1", Ct));
        Assert.Null(await Log.QuarantinedAsync("q1", Ct));
        Assert.Equal("q1", Assert.Single(await Log.WaitingInputsAsync(10, Ct)).Id);
        Assert.Equal((InputState.Waiting, null), await Log.FindInputAsync("q1", Ct) is { } waits ? (waits.State, waits.Reason) : default);
        await Log.SettleInputAsync("q1", null, Ct);
        Assert.Equal((InputState.Served, null, "\"q1\""), await Log.FindInputAsync("q1", Ct) is { } served ? (served.State, served.Reason, Encoding.UTF8.GetString(served.Input.Body.Span)) : default);
        Assert.Empty(await Log.WaitingInputsAsync(10, Ct));

        Assert.True(await Log.DiscardInputAsync("q2", new Discarded(Noon.AddMinutes(1), "ana", "A test."), Ct));
        Assert.False(await Log.RequeueInputAsync("q2", Ct));
        Assert.Equal(InputState.Discarded, (await Log.FindInputAsync("q2", Ct))!.State);
        Assert.Empty(await Log.QuarantineAsync(10, Ct));
        Assert.Equal(0, await Log.QuarantineCountAsync(10, Ct));
        var kept = Assert.Single(await Log.DiscardedAsync(10, Ct));
        Assert.Equal(("q2", "No alerts in it.", new Discarded(Noon.AddMinutes(1), "ana", "A test.")), (kept.Input.Id, kept.Reason, kept.Discarded));
        Assert.Equal("\"q2\"", Encoding.UTF8.GetString(kept.Input.Body.Span));
        Assert.False(await Log.StoreInputAsync(kept.Input, Ct));
    }

    [Fact]
    public async Task Signals_wait_in_the_order_stored_until_they_have_an_outcome()
    {
        Assert.True(await Log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct));
        Assert.True(await Log.StoreSignalAsync(new StoredSignal("s0", "a", new AddNote(Noon, "ana", "Hm")), Ct));
        Assert.True(await Log.StoreSignalAsync(new StoredSignal("s1", "b", new Acknowledge(Noon, "rui")), Ct));
        Assert.False(await Log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "mia")), Ct));
        Assert.Equal(["s1", "s0"], (await Log.WaitingSignalsAsync("a", Ct)).Select(s => s.Id));
        Assert.Null(await Log.OutcomeAsync("a", "s1", Ct));

        Assert.True(await Log.AppendAsync(Append("a", 0, [new Noted(Noon, "ana", "x")], [new SignalOutcome("s1", OutcomeKind.Refused, "No.")]), Ct));
        Assert.Equal(new SignalOutcome("s1", OutcomeKind.Refused, "No."), await Log.OutcomeAsync("a", "s1", Ct));
        Assert.Equal("s0", Assert.Single(await Log.WaitingSignalsAsync("a", Ct)).Id);
        Assert.Equal("rui", Assert.IsType<Acknowledge>(Assert.Single(await Log.WaitingSignalsAsync("b", Ct)).Signal).By);
    }

    [Fact]
    public async Task News_of_an_incident_are_its_later_events_its_waiting_signals_and_its_ledger()
    {
        await Log.AppendAsync(Append("a", 0, [new Noted(Noon, "ana", "one"), new Noted(Noon, "ana", "two")]), Ct);
        await Log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct);
        await Log.StoreSignalAsync(new StoredSignal("s2", "a", new Acknowledge(Noon, "rui")), Ct);
        var news = await Log.NewsAsync("a", 2, withLedger: false, Ct);
        Assert.Equal("two", Assert.IsType<Noted>(Assert.Single(news.Events).Event).Text);
        Assert.Equal(["s1", "s2"], news.Waiting.Select(s => s.Id));
        Assert.Empty((await Log.NewsAsync("a", 3, withLedger: false, Ct)).Events);
        Assert.Null(news.Ledger);
        var entry = new LedgerEntry("a/1/0", "a", 1, LedgerState.Attempting, 1, Noon, Noon.AddMinutes(1), "");
        Assert.True(await Log.WriteLedgerAsync(entry, 0, Ct));
        var all = await Log.NewsAsync("a", 1, withLedger: true, Ct);
        Assert.Equal((entry, 2, 2), (Assert.Single(all.Ledger!), all.Events.Count, all.Waiting.Count));
        Assert.Equal((0, 0), await Log.NewsAsync("b", 1, withLedger: true, Ct) is var none ? (none.Events.Count, none.Waiting.Count) : default);
    }

    [Fact]
    public async Task An_append_with_another_version_changes_nothing()
    {
        await Log.StoreSignalAsync(new StoredSignal("s1", "a", new Acknowledge(Noon, "ana")), Ct);
        Assert.True(await Log.AppendAsync(Append("a", 0, [new Noted(Noon, "ana", "one")]), Ct));
        Assert.False(await Log.AppendAsync(Append("a", 0, [new Noted(Noon, "ana", "two")], [new SignalOutcome("s1", OutcomeKind.Accepted, null)]), Ct));
        Assert.Null(await Log.OutcomeAsync("a", "s1", Ct));
        Assert.Equal("one", Assert.IsType<Noted>(Assert.Single(await Log.ReadAsync("a", 1, Ct)).Event).Text);
    }

    [Fact]
    public async Task Of_many_writers_racing_on_one_version_exactly_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Log.AppendAsync(Append("a", 0, [new Noted(Noon, "ana", $"{n}")]), Ct))));
        Assert.Single(won, w => w);
        Assert.Single(await Log.ReadAsync("a", 1, Ct));
    }

    [Fact]
    public async Task Events_come_back_with_their_effects_from_a_sequence_on()
    {
        var append = Append("a", 0, [new Noted(Noon, "ana", "one"), new Noted(Noon, "ana", "two")]);
        await Log.AppendAsync(append with { Events = [append.Events[0], append.Events[1] with { Effects = [new MailPerson("ana", "S", "T", "q1"), new PublishPage(1, NoticeKind.Resolved)] }] }, Ct);
        var second = Assert.Single(await Log.ReadAsync("a", 2, Ct));
        Assert.Equal([new MailPerson("ana", "S", "T", "q1"), new PublishPage(1, NoticeKind.Resolved)], second.Effects);
    }

    [Fact]
    public async Task Everything_that_is_stored_comes_back_with_every_member()
    {
        var events = Samples.Events.Select((e, n) => new StoredEvent(n + 1, e, Samples.Effects)).ToList();
        var head = Samples.One<IncidentHead>() with { Id = "a", Version = events.Count };
        Assert.True(await Log.AppendAsync(new LogAppend("a", 0, events, [], head), Ct));
        Assert.Equivalent(events, await Log.ReadAsync("a", 1, Ct), strict: true);
        Assert.Equivalent(head, await Log.HeadAsync("a", Ct), strict: true);

        foreach (var (n, signal) in Samples.Signals.Index())
        {
            await Log.StoreSignalAsync(new StoredSignal($"s{n}", "a", signal), Ct);
        }

        Assert.Equivalent(Samples.Signals, (await Log.WaitingSignalsAsync("a", Ct)).Select(s => s.Signal), strict: true);
        var entry = Samples.One<LedgerEntry>() with { IncidentId = "a" };
        Assert.True(await Log.WriteLedgerAsync(entry, 0, Ct));
        Assert.Equivalent(entry, Assert.Single(await Log.LedgerAsync("a", Ct)), strict: true);
    }

    [Fact]
    public async Task What_the_public_may_have_learned_is_found_without_reading_what_it_knew()
    {
        await AppendPublicAsync("a", 0, "one");
        await AppendPublicAsync("b", 0, "one");
        var first = await Log.PublicNewsAsync(null, Ct);
        Assert.Equal(["a", "b"], first.Heads.Select(h => h.Id).Order(StringComparer.Ordinal));
        Assert.Empty((await Log.PublicNewsAsync(first.Mark, Ct)).Heads);

        await AppendPublicAsync("b", 1, "two");
        await AppendPublicAsync("c", 0, "one");
        var second = await Log.PublicNewsAsync(first.Mark, Ct);
        Assert.Equal(["b two", "c one"], second.Heads.Select(h => $"{h.Id} {h.Public?.Title}").Order(StringComparer.Ordinal));
        Assert.Empty((await Log.PublicNewsAsync(second.Mark, Ct)).Heads);

        // Whoever asks with an older mark, or with none, misses nothing that another one was told.
        Assert.Equal(["b", "c"], (await Log.PublicNewsAsync(first.Mark, Ct)).Heads.Select(h => h.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "b", "c"], (await Log.PublicNewsAsync(null, Ct)).Heads.Select(h => h.Id).Order(StringComparer.Ordinal));
    }

    async Task AppendPublicAsync(string incident, int version, string title)
    {
        var append = Append(incident, version, [new Noted(Noon, "ana", title)]);
        var known = new Incidents.Public.PublicIncident(incident, title, Incidents.Public.Impact.Major, Noon, Incidents.Public.PublicState.Investigating, ["checkout"], [], null, null, []);
        Assert.True(await Log.AppendAsync(append with { Head = append.Head with { Public = known } }, Ct));
    }

    [Fact]
    public async Task Heads_are_listed_by_what_they_are()
    {
        await Log.AppendAsync(Append("a", 0, [new Noted(Noon, null, "x")]), Ct);
        var ended = Append("b", 0, [new Noted(Noon, null, "x")]);
        await Log.AppendAsync(ended with { Head = ended.Head with { Ended = true, OpenedAt = Noon.AddHours(1) } }, Ct);
        Assert.Equal(["b", "a"], (await Log.HeadsAsync(HeadFilter.All, 10, Ct)).Select(h => h.Id));
        Assert.Equal("a", Assert.Single(await Log.HeadsAsync(HeadFilter.Open, 10, Ct)).Id);
        Assert.Empty(await Log.HeadsAsync(HeadFilter.Public, 10, Ct));
        Assert.Equal(1, (await Log.HeadAsync("b", Ct))!.Version);
        Assert.Null(await Log.HeadAsync("c", Ct));
    }

    [Fact]
    public async Task A_key_belongs_to_one_incident_until_it_is_replaced()
    {
        var winners = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => Log.CorrelateAsync("service/x", $"c{n}", null, Ct))));
        var winner = Assert.Single(winners.Distinct());
        Assert.Equal(winner, await Log.CorrelateAsync("service/x", "late", "somebody else", Ct));
        Assert.Equal("next", await Log.CorrelateAsync("service/x", "next", winner, Ct));
        Assert.Equal("next", await Log.CorrelatedAsync("service/x", Ct));
        Assert.Null(await Log.CorrelatedAsync("service/y", Ct));
    }

    [Fact]
    public async Task Of_two_ledger_writes_on_one_revision_one_wins()
    {
        var entry = new LedgerEntry("a/1/0", "a", 1, LedgerState.Attempting, 1, Noon, Noon.AddMinutes(1), "");
        var won = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Log.WriteLedgerAsync(entry, 0, Ct))));
        Assert.Single(won, w => w);
        Assert.False(await Log.WriteLedgerAsync(entry with { Revision = 3 }, 2, Ct));
        Assert.True(await Log.WriteLedgerAsync(entry with { Revision = 2, State = LedgerState.Delivered, Until = null, Detail = "ref" }, 1, Ct));
        Assert.Equal(LedgerState.Delivered, Assert.Single(await Log.LedgerAsync("a", Ct)).State);
        Assert.Empty(await Log.LedgerAsync("b", Ct));
    }

    protected static LogAppend Append(string id, int version, IReadOnlyList<Event> events, IReadOnlyList<SignalOutcome>? outcomes = null) => new(id, version,
        [.. events.Select((e, n) => new StoredEvent(version + n + 1, e, []))], outcomes ?? [],
        new IncidentHead(id, version + events.Count, "Title", "checkout", Phase.Detecting, Severity.Major, Noon, null, null, Ended: false, Private: false, Drill: false, Public: null));
}
