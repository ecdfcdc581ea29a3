using System.Text;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>Values and ids of any size and kind, and what the commands cost.</summary>
public sealed class TableSizeTests(Azurite azurite) : TableLogTest(azurite)
{
    [Theory]
    [InlineData(100)]
    [InlineData(70_000)]
    [InlineData(120_000)]
    [InlineData(1_200_000)]
    public async Task An_event_of_any_size_comes_back_as_it_was(int length)
    {
        // Characters of two halves at every boundary.
        var text = "x" + string.Concat(Enumerable.Repeat("🔥ã\"", length / 4));
        Assert.True(await Log.StoreSignalAsync(new StoredSignal("s1", "a", new AddNote(Noon, "ana", text)), Ct));
        Assert.Equal(text, Assert.IsType<AddNote>(Assert.Single(await Other.WaitingSignalsAsync("a", Ct)).Signal).Text);
        var append = Append("a", 0, [Note(text), Note("small")], Accepted("s1"));
        Assert.True(await Log.AppendAsync(append with { Head = append.Head with { Title = text } }, Ct));
        Assert.Equal([text, "small"], await NotesAsync("a"));
        Assert.Equal(text, (await Other.HeadAsync("a", Ct))!.Title);
    }

    [Fact]
    public async Task A_text_that_just_fits_one_property_is_neither_cut_nor_lengthened()
    {
        var lengths = Enumerable.Range(31_850, 150).ToList();
        foreach (var length in lengths)
            await Log.StoreSignalAsync(new StoredSignal($"s{length}", "a", new AddNote(Noon, "ana", new string('x', length))), Ct);

        Assert.Equal(lengths, (await Other.WaitingSignalsAsync("a", Ct)).Select(s => ((AddNote)s.Signal).Text.Length));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(48 * 1024)]
    [InlineData((48 * 1024) + 1)]
    [InlineData(1024 * 1024)]
    public async Task A_body_of_any_size_comes_back_byte_for_byte(int length)
    {
        var body = new byte[length];
        Random.Shared.NextBytes(body);
        Assert.True(await Log.StoreInputAsync(new RawInput("i1", "prod", Noon, "application/json", body), Ct));
        Assert.Equal(body, Assert.Single(await Other.WaitingInputsAsync(10, Ct)).Body.ToArray());
        await Log.SettleInputAsync("i1", "Why.", Ct);
        var quarantined = Assert.Single(await Other.QuarantineAsync(10, Ct));
        Assert.Equal(("i1", "prod", Noon, "application/json", "Why."), (quarantined.Input.Id, quarantined.Input.Source, quarantined.Input.At, quarantined.Input.ContentType, quarantined.Reason));
        Assert.Equal(body, quarantined.Input.Body.ToArray());
    }

    public static TheoryData<string, string> OddPairs => new()
    {
        { "a/b", "a\\b" }, { "key#1", "key?1" }, { "Case", "case" }, { "o'neil", "o''neil" }, { "=002F", "/" }, { "tab\t", "tab" }, { "100%", "100%25" },
        { "ação", "acao" }, { "🔥", "🔥🔥" }, { new string('k', 5_000), new string('k', 5_001) }, { "", " " }, { "\u0085", "\u009f" },
        { "=sha256-" + new string('0', 64), new string('/', 201) },
    };

    [Theory]
    [MemberData(nameof(OddPairs))]
    public async Task Ids_of_any_characters_and_length_stay_apart(string one, string two)
    {
        foreach (var id in (string[])[one, two])
        {
            Assert.True(await Log.StoreInputAsync(new RawInput(id, "prod", Noon, "text/plain", Encoding.UTF8.GetBytes("x")), Ct));
            Assert.True(await Log.StoreSignalAsync(Signal(id), Ct));
            Assert.True(await Log.StoreSignalAsync(Signal("s", incident: id), Ct));
            Assert.True(await Log.AppendAsync(Append(id, 0, [Note("one")], Accepted("s")), Ct));
            Assert.True(await Log.WriteLedgerAsync(new LedgerEntry(id, "a", 1, LedgerState.Delivered, 1, Noon, null, ""), 0, Ct));
            Assert.Equal(id, await Log.CorrelateAsync(id, id, null, Ct));
        }

        Assert.Equal(new[] { one, two }.ToHashSet(StringComparer.Ordinal), (await Other.WaitingInputsAsync(10, Ct)).Select(i => i.Id).ToHashSet(StringComparer.Ordinal));
        Assert.Equal([one, two], (await Other.WaitingSignalsAsync("a", Ct)).Select(s => s.Id));
        Assert.Equal(2, (await ListedAsync(HeadFilter.Open)).Length);
        Assert.Equal(2, (await Other.LedgerAsync("a", Ct)).Count);
        await Log.AppendAsync(Append("a", 0, [Note("one")], Accepted(one)), Ct);
        Assert.Equal(two, Assert.Single(await Other.WaitingSignalsAsync("a", Ct)).Id);
    }

    [Fact]
    public async Task Two_processes_racing_on_one_version_never_both_win()
    {
        const int Rounds = 60;
        for (var version = 0; version < Rounds; version++)
        {
            var won = await Task.WhenAll(Log.AppendAsync(Append("a", version, [Note($"log {version}")]), Ct), Other.AppendAsync(Append("a", version, [Note($"other {version}")]), Ct));
            Assert.Single(won, w => w);
        }

        Assert.Equal(Rounds, (await NotesAsync("a")).Length);
        Assert.Equal(Rounds, (await Other.HeadAsync("a", Ct))!.Version);
    }

    [Fact]
    public async Task An_append_ahead_of_the_log_changes_nothing()
    {
        Assert.True(await Log.AppendAsync(Append("a", 0, [Note("one")]), Ct));
        Assert.False(await Log.AppendAsync(Append("a", 4, [Note("five")]), Ct));
        Assert.False(await Log.AppendAsync(Append("b", 4, [Note("five")]), Ct));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.All));
    }

    [Fact]
    public async Task Inputs_wait_oldest_first_and_are_quarantined_newest_first()
    {
        foreach (var n in (int[])[3, 1, 2])
            await Log.StoreInputAsync(new RawInput($"i{n}", "prod", Noon.AddSeconds(n), "text/plain", "x"u8.ToArray()), Ct);

        Assert.Equal(["i1", "i2"], (await Other.WaitingInputsAsync(2, Ct)).Select(i => i.Id));
        foreach (var n in (int[])[1, 2, 3])
            await Log.SettleInputAsync($"i{n}", "Why.", Ct);

        Assert.Equal(["i3", "i2"], (await Other.QuarantineAsync(2, Ct)).Select(i => i.Input.Id));
        await Log.SettleInputAsync("i3", "Another reason.", Ct);
        await Log.SettleInputAsync("i2", null, Ct);
        await Log.SettleInputAsync("i1", null, Ct);
        await Log.SettleInputAsync("i1", "It was wrong after all.", Ct);
        await Log.SettleInputAsync("unknown", null, Ct);
        Assert.Equal([("i3", "Another reason."), ("i1", "It was wrong after all.")], (await Other.QuarantineAsync(9, Ct)).Select(i => (i.Input.Id, i.Reason)));
    }
}
