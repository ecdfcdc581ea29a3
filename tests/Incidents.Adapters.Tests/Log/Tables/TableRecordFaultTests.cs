using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log.Tables;

/// <summary>What a broken connection does to a record: no answer is wrong.</summary>
public sealed class TableRecordFaultTests(Azurite azurite) : TableLogTest(azurite)
{
    const string Kind = "maintenance";

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_record_whose_answer_was_lost_is_known_as_ours(int retries)
    {
        var log = Open(Wire, retries);
        Wire.LoseAnswer("POST", "Records");
        var first = await log.PutRecordAsync(Kind, "a", "1", null, Ct);
        Assert.Equal((await Other.RecordAsync(Kind, "a", Ct))!.Version, first);

        Wire.LoseAnswer("PUT", "Records");
        var second = await log.PutRecordAsync(Kind, "a", "2", first, Ct);
        Assert.Equal((second, "2"), (await Other.RecordAsync(Kind, "a", Ct)) is { } found ? (found.Version, found.Json) : default);
    }

    [Fact]
    public async Task A_record_that_another_wrote_meanwhile_is_not_taken_for_ours()
    {
        var version = await Log.PutRecordAsync(Kind, "a", "1", null, Ct);
        Wire.Hold("PUT", "Records", async () => Assert.NotNull(await Other.PutRecordAsync(Kind, "a", "theirs", version, Ct)));
        Assert.Null(await Log.PutRecordAsync(Kind, "a", "ours", version, Ct));
        Assert.Equal("theirs", (await Other.RecordAsync(Kind, "a", Ct))!.Json);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_says_so_and_changes_nothing()
    {
        var version = await Log.PutRecordAsync(Kind, "a", "1", null, Ct);
        Wire.Cut("PUT", "Records");
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.PutRecordAsync(Kind, "a", "2", version, Ct));
        Wire.Cut("DELETE", "Records");
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.DeleteRecordAsync(Kind, "a", version!, Ct));
        Wire.Answer(503, "GET", "Records", times: 2);
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.RecordAsync(Kind, "a", Ct));
        await Assert.ThrowsAsync<LogUnavailableException>(() => Log.RecordsAsync(Kind, null, 10, Ct));
        Assert.Equal(version, (await Other.RecordAsync(Kind, "a", Ct))!.Version);
    }
}
