using Azure.Data.Tables;
using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>A process that dies between two writes; another one reads what it left.</summary>
public sealed class TableCrashTests(Azurite azurite) : TableLogTest(azurite)
{
    [Fact]
    public async Task Between_the_blob_and_the_append_nothing_has_happened()
    {
        var append = Append("a", 0, [Note(new string('x', 500_000))]);
        Wire.Cut("POST", "Log", times: 9);
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.AppendAsync(append, Ct));
        Wire.Mend();
        Assert.Contains(Wire.Requests, r => r.StartsWith("PUT", StringComparison.Ordinal) && r.Contains("xxx", StringComparison.Ordinal));
        Assert.Empty(await Other.ReadAsync("a", 1, Ct));

        Assert.True(await Other.AppendAsync(append, Ct));
        Assert.Equal(500_000, Assert.Single(await NotesAsync("a")).Length);
    }

    [Fact]
    public async Task Between_the_lists_and_the_append_the_incident_is_not_listed_and_afterwards_once()
    {
        Wire.Cut("POST", "Events", times: 9);
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.AppendAsync(Append("a", 0, [Note("one")]), Ct));
        Wire.Mend();
        Assert.Empty(await ListedAsync(HeadFilter.All));

        Assert.True(await Other.AppendAsync(Append("a", 0, [Note("one")]), Ct));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.All));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.Open));
    }

    [Fact]
    public async Task Between_the_append_and_the_lists_the_lists_show_the_truth_and_are_tidied_after_a_day()
    {
        await Log.AppendAsync(Append("a", 0, [Note("one")]), Ct);
        Wire.Cut("POST", "open-", times: 9);
        Assert.True(await Log.AppendAsync(Ended(Append("a", 1, [Note("two")])), Ct));
        Wire.Mend();
        Assert.Empty(await ListedAsync(HeadFilter.Open));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.All));

        // Each leftover costs a read; it is left alone as long as a write might still be under way.
        Assert.Equal(2, await CountAsync(() => Log.HeadsAsync(HeadFilter.Open, 10, Ct)));
        Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(3, await CountAsync(() => Log.HeadsAsync(HeadFilter.Open, 10, Ct)));
        Assert.Equal(1, await CountAsync(() => Log.HeadsAsync(HeadFilter.Open, 10, Ct)));
    }

    [Fact]
    public async Task An_incident_that_goes_on_after_its_end_is_listed_as_open_again()
    {
        await Log.AppendAsync(Append("a", 0, [Note("one")]), Ct);
        await Log.AppendAsync(Ended(Append("a", 1, [Note("two")])), Ct);
        Assert.Empty(await ListedAsync(HeadFilter.Open));
        await Log.AppendAsync(Append("a", 2, [Note("three")]), Ct);
        Assert.Equal(["a"], await ListedAsync(HeadFilter.Open));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.All));
    }

    [Fact]
    public async Task Taking_an_ended_incident_off_the_list_late_does_not_take_off_what_goes_on()
    {
        await Log.AppendAsync(Append("a", 0, [Note("one")]), Ct);
        Wire.Hold("POST", "DELETE", async () => Assert.True(await Other.AppendAsync(Append("a", 2, [Note("three")]), Ct)));
        Assert.True(await Log.AppendAsync(Ended(Append("a", 1, [Note("two")])), Ct));
        Assert.Equal(["one", "two", "three"], await NotesAsync("a"));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.Open));
    }

    [Theory]
    [InlineData("outcome")]
    [InlineData("waiting")]
    [InlineData("append")]
    public async Task Between_an_append_of_many_outcomes_and_their_rows_whoever_comes_first_sees_them_all(string first)
    {
        for (var n = 0; n < 150; n++)
            await Log.StoreSignalAsync(Signal($"s{n}"), Ct);

        var append = Append("a", 0, [.. Enumerable.Range(0, 150).Select(n => Note($"{n}"))], [.. Enumerable.Range(0, 149).Select(n => Accepted($"s{n}"))]);
        // The last waits on; the other outcomes are stored with the head, and what would write them out fails.
        Wire.LoseAnswer("POST", "Events", meanwhile: () =>
        {
            Wire.Cut("GET", "Log", times: 99);
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.AppendAsync(append, Ct));

        Wire.Mend();
        if (first == "outcome")
            Assert.Equal(Accepted("s148"), await Other.OutcomeAsync("a", "s148", Ct));
        else if (first == "append")
            Assert.True((await Other.ReadAsync("a", 150, Ct)).Count == 1 && await Other.AppendAsync(Append("a", 150, [], Accepted("s0")), Ct));

        Assert.Equal("s149", Assert.Single(await Other.WaitingSignalsAsync("a", Ct)).Id);
        Assert.Equal(Accepted("s148"), await Other.OutcomeAsync("a", "s148", Ct));
        Assert.Equal(Enumerable.Range(0, 150).Select(n => $"{n}"), await NotesAsync("a"));

        // What was answered as failed had happened: trying it again changes nothing.
        Assert.False(await Log.AppendAsync(append, Ct));
        Assert.True(await Log.AppendAsync(Append("a", 150, [], Accepted("s149")), Ct));
    }

    [Fact]
    public async Task Lists_that_a_restore_left_behind_the_log_are_built_anew_once_their_mark_is_removed()
    {
        await Log.AppendAsync(Append("a", 0, [Note("one")]), Ct);
        await Log.AppendAsync(Ended(Append("o'neil/1", 0, [Note("one")])), Ct);
        await Log.CorrelateAsync("service/x", "a", null, Ct);
        var index = Table("Index");
        await foreach (var row in index.QueryAsync<TableEntity>("PartitionKey eq 'lists' and RowKey ne 'built'", cancellationToken: Ct))
            await index.DeleteEntityAsync(row, cancellationToken: Ct);

        await Other.InitializeAsync(Ct);
        Assert.Empty(await ListedAsync(HeadFilter.All));
        await index.DeleteEntityAsync("lists", "built", cancellationToken: Ct);
        await Other.InitializeAsync(Ct);
        Assert.Equal(["a", "o'neil/1"], (await ListedAsync(HeadFilter.All)).Order(StringComparer.Ordinal));
        Assert.Equal(["a"], await ListedAsync(HeadFilter.Open));
        Assert.Equal("a", await Other.CorrelatedAsync("service/x", Ct));
    }

    [Fact]
    public async Task An_effect_is_still_due_after_a_crash_between_the_append_and_its_delivery()
    {
        var append = Append("a", 0, [Note("one")]);
        await Log.AppendAsync(append with { Events = [append.Events[0] with { Effects = [new MailPerson("ana", "S", "T", "q1")] }] }, Ct);
        Assert.Equal(new MailPerson("ana", "S", "T", "q1"), Assert.Single(Assert.Single(await Other.ReadAsync("a", 1, Ct)).Effects));
        Assert.Empty(await Other.LedgerAsync("a", Ct));
        Assert.True(await Other.WriteLedgerAsync(new LedgerEntry("a/1/0", "a", 1, LedgerState.Attempting, 1, Noon, Noon, ""), 0, Ct));
    }
}
