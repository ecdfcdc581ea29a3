using Incidents.Desk;

namespace Incidents.Adapters.Tests.Log;

/// <summary>What every record store must do. Each implementation derives one class.</summary>
public abstract class RecordStoreContract
{
    protected const string Kind = "maintenance";

    /// <summary>The store under test.</summary>
    protected abstract IRecordStore Store { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_is_written_read_changed_and_deleted_under_its_version()
    {
        Assert.Null(await Store.RecordAsync(Kind, "a", Ct));
        var first = await Store.PutRecordAsync(Kind, "a", """{"n":1}""", null, Ct);
        Assert.Equal(new StoredRecord(Kind, "a", first!, """{"n":1}"""), await Store.RecordAsync(Kind, "a", Ct));

        var second = await Store.PutRecordAsync(Kind, "a", """{"n":2}""", first, Ct);
        Assert.NotEqual(first, second);
        Assert.Equal(new StoredRecord(Kind, "a", second!, """{"n":2}"""), await Store.RecordAsync(Kind, "a", Ct));

        Assert.True(await Store.DeleteRecordAsync(Kind, "a", second!, Ct));
        Assert.Null(await Store.RecordAsync(Kind, "a", Ct));
    }

    [Fact]
    public async Task A_write_under_another_version_changes_nothing()
    {
        var first = await Store.PutRecordAsync(Kind, "a", "1", null, Ct);
        Assert.Null(await Store.PutRecordAsync(Kind, "a", "late", null, Ct));
        var second = await Store.PutRecordAsync(Kind, "a", "2", first, Ct);
        Assert.Null(await Store.PutRecordAsync(Kind, "a", "late", first, Ct));
        Assert.False(await Store.DeleteRecordAsync(Kind, "a", first!, Ct));
        Assert.Equal("2", (await Store.RecordAsync(Kind, "a", Ct))!.Json);

        Assert.Null(await Store.PutRecordAsync(Kind, "nobody", "1", second, Ct));
        Assert.False(await Store.DeleteRecordAsync(Kind, "nobody", second!, Ct));
        Assert.Null(await Store.RecordAsync(Kind, "nobody", Ct));
    }

    [Fact]
    public async Task A_version_does_not_come_back_with_its_key()
    {
        var before = await Store.PutRecordAsync(Kind, "a", "1", null, Ct);
        Assert.True(await Store.DeleteRecordAsync(Kind, "a", before!, Ct));
        var after = await Store.PutRecordAsync(Kind, "a", "2", null, Ct);
        Assert.NotEqual(before, after);
        Assert.Null(await Store.PutRecordAsync(Kind, "a", "late", before, Ct));
        Assert.False(await Store.DeleteRecordAsync(Kind, "a", before!, Ct));
    }

    [Fact]
    public async Task Of_writers_that_read_the_same_one_wins()
    {
        var version = await Store.PutRecordAsync(Kind, "a", "0", null, Ct);
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Store.PutRecordAsync(Kind, "a", $"{n}", version, Ct)));
        var winner = Assert.Single(Enumerable.Range(1, 20), n => answers[n - 1] is not null);
        Assert.Equal(new StoredRecord(Kind, "a", answers[winner - 1]!, $"{winner}"), await Store.RecordAsync(Kind, "a", Ct));

        answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Store.PutRecordAsync(Kind, "b", $"{n}", null, Ct)));
        Assert.Single(answers, answer => answer is not null);
    }

    [Fact]
    public async Task A_kind_is_listed_page_by_page_in_the_order_of_its_keys()
    {
        string[] keys = ["Z", "a", "a-b", "a.b", "a:b", "a_b", "aB", "b", "0", .. Enumerable.Range(0, 30).Select(n => $"n{n:D2}")];
        foreach (var key in keys)
        {
            await Store.PutRecordAsync(Kind, key, $"\"{key}\"", null, Ct);
        }

        await Store.PutRecordAsync("subscriber", "a", "other", null, Ct);
        foreach (var max in (int[])[1, 7, 39, 1_000])
        {
            var (found, after) = (new List<StoredRecord>(), default(string));
            do
            {
                var page = await Store.RecordsAsync(Kind, after, max, Ct);
                Assert.InRange(page.Records.Count, 0, max);
                found.AddRange(page.Records);
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(keys.Order(StringComparer.Ordinal), found.Select(r => r.Key));
            Assert.All(found, r => Assert.Equal($"\"{r.Key}\"", r.Json));
        }

        // From a key that need not exist.
        Assert.Equal(["n10", "n11"], (await Store.RecordsAsync(Kind, "n09x", 2, Ct)).Records.Select(r => r.Key));
        Assert.Empty((await Store.RecordsAsync("nothing", null, 10, Ct)).Records);
        Assert.Equal([Kind, "subscriber"], await Store.RecordKindsAsync(Ct));
    }

    [Fact]
    public async Task A_body_comes_back_as_it_was_up_to_its_limit()
    {
        // Emoji at every offset: no store may cut one in the middle.
        foreach (var start in (string[])["", "x"])
        {
            var body = start + string.Concat(Enumerable.Repeat("😀", (IRecordStore.MostCharacters / 2) - 1));
            Assert.NotNull(await Store.PutRecordAsync(Kind, $"long{start}", body, null, Ct));
            Assert.Equal(body, (await Store.RecordAsync(Kind, $"long{start}", Ct))!.Json);
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutRecordAsync(Kind, "a", new string('x', IRecordStore.MostCharacters + 1), null, Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ana@contoso.example")]
    [InlineData("é")]
    public async Task What_is_no_key_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutRecordAsync(Kind, key, "1", null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.RecordAsync(Kind, key, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteRecordAsync(Kind, key, "1", Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.RecordsAsync(key, null, 10, Ct));
    }
}
