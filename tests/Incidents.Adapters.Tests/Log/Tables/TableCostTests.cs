using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>Each request is one storage transaction that is paid for; docs/azure.md counts with these.</summary>
public sealed class TableCostTests(Azurite azurite) : TableLogTest(azurite)
{
    [Fact]
    public async Task Each_command_of_a_turn_is_one_transaction()
    {
        Assert.Equal(2, await CountAsync(() => Log.CorrelateAsync("service/x", "a", null, Ct)));
        Assert.Equal(1, await CountAsync(() => Log.CorrelateAsync("service/x", "b", null, Ct)));
        Assert.Equal(1, await CountAsync(() => Log.StoreSignalAsync(Signal("s0"), Ct)));
        Assert.Equal(1, await CountAsync(() => Log.ReadAsync("a", 1, Ct)));
        // A new incident goes into the lists first.
        Assert.Equal(2, await CountAsync(() => Log.AppendAsync(Append("a", 0, [Note("one")], Accepted("s0")), Ct)));

        for (var n = 1; n < 10; n++)
        {
            Assert.Equal(1, await CountAsync(() => Log.StoreSignalAsync(Signal($"s{n}"), Ct)));
            Assert.Equal(1, await CountAsync(() => Log.ReadAsync("a", n + 1, Ct)));
            Assert.Equal(1, await CountAsync(() => Log.WaitingSignalsAsync("a", Ct)));
            Assert.Equal(1, await CountAsync(() => Log.LedgerAsync("a", Ct)));
            Assert.Equal(1, await CountAsync(() => Log.AppendAsync(Append("a", n, [Note($"{n}")], Accepted($"s{n}")), Ct)));
        }
    }

    [Fact]
    public async Task A_delivery_writes_its_ledger_twice_and_an_input_costs_three()
    {
        var entry = new LedgerEntry("a/1/0", "a", 1, LedgerState.Attempting, 1, Noon, Noon.AddMinutes(1), "");
        Assert.Equal(1, await CountAsync(() => Log.WriteLedgerAsync(entry, 0, Ct)));
        Assert.Equal(1, await CountAsync(() => Log.WriteLedgerAsync(entry with { Revision = 2 }, 1, Ct)));
        // Another process reads it first.
        await Other.WriteLedgerAsync(entry with { Revision = 3 }, 2, Ct);
        Assert.Equal(1, await CountAsync(() => Log.LedgerAsync("a", Ct)));
        Assert.Equal(1, await CountAsync(() => Log.WriteLedgerAsync(entry with { Revision = 4 }, 3, Ct)));

        Assert.Equal(1, await CountAsync(() => Log.StoreInputAsync(new RawInput("i1", "prod", Noon, "text/plain", "x"u8.ToArray()), Ct)));
        Assert.Equal(2, await CountAsync(() => Log.SettleInputAsync("i1", null, Ct)));
        Assert.Equal(1, await CountAsync(() => Log.WaitingInputsAsync(100, Ct)));
    }

    [Fact]
    public async Task A_list_costs_one_look_and_one_for_each_incident_in_it_and_never_an_event()
    {
        for (var n = 0; n < 20; n++)
            await Log.AppendAsync(n % 2 == 0 ? Append($"i{n}", 0, [Note("one")]) : Ended(Append($"i{n}", 0, [Note("one")])), Ct);

        Assert.Equal(11, await CountAsync(() => Log.HeadsAsync(HeadFilter.Open, 100, Ct)));
        Assert.Equal(1, await CountAsync(() => Log.HeadsAsync(HeadFilter.Public, 100, Ct)));
        Assert.Equal(2, await CountAsync(() => Log.HeadsAsync(HeadFilter.All, 1, Ct)));
    }
}
