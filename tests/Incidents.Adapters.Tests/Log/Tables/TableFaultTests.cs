using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>What a broken connection does to each command: no answer is wrong, and nothing happens twice.</summary>
public sealed class TableFaultTests(Azurite azurite) : TableLogTest(azurite)
{
    const string Batch = "$batch";

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_append_whose_answer_was_lost_is_known_as_ours(int retries)
    {
        var log = Open(Wire, retries);
        await log.StoreSignalAsync(Signal("s1"), Ct);
        Wire.LoseAnswer("POST", "Events");
        Assert.True(await log.AppendAsync(Append("a", 0, [Note("one"), Note("two")], Accepted("s1")), Ct));
        Assert.True(await log.AppendAsync(Append("a", 2, [Note("three")]), Ct));
        Assert.Equal(["one", "two", "three"], await NotesAsync("a"));
        Assert.Empty(await Other.WaitingSignalsAsync("a", Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_append_of_outcomes_alone_whose_answer_was_lost_is_known_as_ours(int retries)
    {
        var log = Open(Wire, retries);
        await log.StoreSignalAsync(Signal("s1"), Ct);
        await log.AppendAsync(Append("a", 0, [Note("one")]), Ct);
        Wire.LoseAnswer("POST", Batch);
        Assert.True(await log.AppendAsync(Append("a", 1, [], Accepted("s1")), Ct));
        Assert.Equal(Accepted("s1"), await Other.OutcomeAsync("a", "s1", Ct));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_append_is_known_as_ours_when_another_followed_before_we_could_look(bool withEvents)
    {
        await Log.StoreSignalAsync(Signal("s1"), Ct);
        await Log.AppendAsync(Append("a", 0, [Note("one")]), Ct);
        var ours = withEvents ? Append("a", 1, [Note("two")]) : Append("a", 1, [], Accepted("s1"));
        Wire.LoseAnswer("POST", Batch, meanwhile: async () => Assert.True(await Other.AppendAsync(Append("a", ours.Head.Version, [Note("theirs")]), Ct)));
        Assert.True(await Log.AppendAsync(ours, Ct));
        Assert.Equal(withEvents ? ["one", "two", "theirs"] : ["one", "theirs"], await NotesAsync("a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_command_whose_answer_was_lost_was_done_once(int retries)
    {
        var log = Open(Wire, retries);
        var input = new RawInput("i1", "prod", Noon, "application/json", "{}"u8.ToArray());
        var entry = new LedgerEntry("a/1/0", "a", 1, LedgerState.Attempting, 1, Noon, Noon.AddMinutes(1), "");

        Wire.LoseAnswer("POST", Batch);
        Assert.True(await log.StoreInputAsync(input, Ct));
        Assert.False(await Other.StoreInputAsync(input, Ct));
        Wire.LoseAnswer("POST", Batch);
        Assert.True(await log.StoreSignalAsync(Signal("s1"), Ct));
        Assert.False(await Other.StoreSignalAsync(Signal("s1"), Ct));
        Wire.LoseAnswer("POST", "Log");
        Assert.True(await log.WriteLedgerAsync(entry, 0, Ct));
        Wire.LoseAnswer("PUT", "Log");
        Assert.True(await log.WriteLedgerAsync(entry with { Revision = 2, State = LedgerState.Delivered }, 1, Ct));
        Assert.False(await Other.WriteLedgerAsync(entry with { Revision = 2 }, 1, Ct));
        Assert.Equal(LedgerState.Delivered, Assert.Single(await Other.LedgerAsync("a", Ct)).State);
    }

    [Fact]
    public async Task A_correlation_and_a_settlement_whose_answer_was_lost_can_be_tried_again()
    {
        var log = Open(Wire, retries: 3);
        Wire.LoseAnswer("POST", "Index");
        Assert.Equal("a", await log.CorrelateAsync("service/x", "a", null, Ct));
        Wire.LoseAnswer("PUT", "Index");
        Assert.Equal("b", await log.CorrelateAsync("service/x", "b", "a", Ct));

        await log.StoreInputAsync(new RawInput("i1", "prod", Noon, "application/json", "{}"u8.ToArray()), Ct);
        Wire.LoseAnswer("POST", Batch);
        await log.SettleInputAsync("i1", "No alerts in it.", Ct);
        Assert.Equal("{}"u8.ToArray(), Assert.Single(await Other.QuarantineAsync(10, Ct)).Input.Body.ToArray());
        Assert.Empty(await Other.WaitingInputsAsync(10, Ct));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(403)]
    [InlineData(0)]
    public async Task What_storage_does_not_take_now_is_unavailable_and_can_be_tried_again(int status)
    {
        await Log.StoreSignalAsync(Signal("s1"), Ct);
        await BrokenAsync(() => Log.AppendAsync(Append("a", 0, [Note("one")], Accepted("s1")), Ct));
        await BrokenAsync(() => Log.StoreSignalAsync(Signal("s2"), Ct));
        await BrokenAsync(() => Log.StoreInputAsync(new RawInput("i1", "prod", Noon, "text/plain", "x"u8.ToArray()), Ct));
        await BrokenAsync(() => Log.ReadAsync("a", 1, Ct));
        Assert.Empty(await Other.ReadAsync("a", 1, Ct));
        Assert.Empty(await Other.WaitingInputsAsync(10, Ct));

        Assert.True(await Log.StoreSignalAsync(Signal("s2"), Ct));
        Assert.True(await Log.AppendAsync(Append("a", 0, [Note("one")], Accepted("s1")), Ct));
        Assert.Equal(["s2"], (await Other.WaitingSignalsAsync("a", Ct)).Select(s => s.Id));

        async Task BrokenAsync(Func<Task> work)
        {
            if (status == 0)
                Wire.Cut("", "", times: 100);
            else
                Wire.Answer(status, "", "", times: 100);

            await Assert.ThrowsAsync<LogUnavailableException>(work);
            Wire.Mend();
        }
    }

    [Fact]
    public async Task A_moment_of_503_is_not_noticed()
    {
        var log = Open(Wire, retries: 3);
        Wire.Answer(503, "", "", times: 2);
        Assert.True(await log.StoreSignalAsync(Signal("s1"), Ct));
        Wire.Answer(503, "", "", times: 2);
        Assert.True(await log.AppendAsync(Append("a", 0, [Note("one")], Accepted("s1")), Ct));
        Assert.Equal(["one"], await NotesAsync("a"));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_that_storage_failed()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.ReadAsync("a", 1, gone.Token));
    }
}
