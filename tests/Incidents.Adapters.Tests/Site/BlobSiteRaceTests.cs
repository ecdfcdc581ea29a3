using System.Text;
using Incidents.Adapters.Site;
using Incidents.Public;

namespace Incidents.Adapters.Tests.Site;

/// <summary>Two publishers, and publishers that die, at every request in turn.</summary>
public sealed class BlobSiteRaceTests(Azurite azurite)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whenever_a_publisher_comes_between_the_newer_record_stays(bool sameAgain)
    {
        for (var held = 1; await HoldsAtAsync(held, sameAgain, thenDies: false); held++)
        {
        }
    }

    [Fact]
    public async Task A_slow_publisher_that_dies_has_put_nothing_old_over_the_newer_record()
    {
        for (var held = 1; await HoldsAtAsync(held, sameAgain: false, thenDies: true); held++)
        {
        }
    }

    [Fact]
    public async Task Wherever_a_publisher_dies_the_front_page_leads_nowhere_false_and_the_next_one_finishes()
    {
        for (var last = 1; await DiesAsync(last, (wire, ends) => wire.Before = number => number < last ? Task.CompletedTask : throw Died(ends)); last++)
        {
        }
    }

    [Fact]
    public async Task Wherever_an_answer_is_lost_the_front_page_leads_nowhere_false_and_the_next_one_finishes()
    {
        for (var lost = 1; await DiesAsync(lost, (wire, ends) => wire.After = number => _ = number == lost ? throw Died(ends) : 0); lost++)
        {
        }
    }

    // A slow publisher with record 1 is held before a request while another publishes record 2. False when it was done before.
    async Task<bool> HoldsAtAsync(int held, bool sameAgain, bool thenDies)
    {
        var (blobs, record) = await StartAsync(sameAgain);
        record.Number = 1;
        var reached = false;
        var wire = new Wire
        {
            Before = async number =>
            {
                if (number > held && thenDies)
                    throw new IOException("The wire is cut.");
                if (number != held)
                    return;

                reached = true;
                record.Number = 2;
                await new BlobSite(blobs.Container).PublishAsync(record.RenderAsync, Stop);
            },
        };

        var failure = await Record.ExceptionAsync(() => blobs.Site(wire).PublishAsync(record.RenderAsync, Stop));

        Assert.True(failure is null || (thenDies && failure is SiteWriteException), failure?.ToString());
        if (reached)
            await AssertShowsAsync(blobs, record, $"held at request {held}");
        return reached;
    }

    async Task<bool> DiesAsync(int at, Action<Wire, Dying> cut)
    {
        var (blobs, record) = await StartAsync(sameAgain: false);
        record.Number = 1;
        var dying = new Dying();
        var wire = new Wire();
        cut(wire, dying);

        var failure = await Record.ExceptionAsync(() => blobs.Site(wire).PublishAsync(record.RenderAsync, Stop));
        Assert.Equal(dying.Dead, failure is SiteWriteException);

        var front = (await blobs.ReadAsync("index.html"))!;
        foreach (var link in front.Split(' ').Where(word => word.EndsWith(".html", StringComparison.Ordinal)))
            Assert.True(await blobs.ReadAsync(link) is not null, $"{link} is missing after a death at request {at}.");

        record.Number = 2;
        await new BlobSite(blobs.Container).PublishAsync(record.RenderAsync, Stop);
        await AssertShowsAsync(blobs, record, $"death at request {at}");
        return dying.Dead;
    }

    async Task<(BlobsOfTest Blobs, Log Record)> StartAsync(bool sameAgain)
    {
        var blobs = new BlobsOfTest(azurite);
        await blobs.InitializeAsync();
        var record = new Log { SameAgain = sameAgain };
        await new BlobSite(blobs.Container).PublishAsync(record.RenderAsync, Stop);
        return (blobs, record);
    }

    static async Task AssertShowsAsync(BlobsOfTest blobs, Log record, string when)
    {
        foreach (var file in await record.RenderAsync(Stop))
            Assert.True(Encoding.UTF8.GetString(file.Content.Span) == await blobs.ReadAsync(file.Path), $"{file.Path} is not of record {record.Number}: {when}.");
    }

    static IOException Died(Dying dying)
    {
        dying.Dead = true;
        return new IOException("The wire is cut.");
    }

    sealed class Dying
    {
        public bool Dead { get; set; }
    }

    /// <summary>A record of incidents; each number has one more.</summary>
    sealed class Log
    {
        public int Number { get; set; }

        /// <summary>True: records 0 and 2 read the same, so that a publisher of 2 finds nothing to write, however late 1 is written over it.</summary>
        public bool SameAgain { get; init; }

        public Task<IReadOnlyList<SiteFile>> RenderAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<SiteFile>>(SameAgain ? [File("index.html", Number % 2 == 0 ? "even" : "odd")] :
        [
            .. Enumerable.Range(0, Number + 1).Select(n => File($"incidents/{n}/index.html", $"incident {n} at {(n == Number ? "work" : "rest")}")),
            File($"style.{Number:d8}.css", "css", "text/css"),
            File("index.html", $"front of {Number} with {string.Join(' ', Enumerable.Range(0, Number + 1).Select(n => $"incidents/{n}/index.html"))}"),
        ]);

        static SiteFile File(string path, string text, string type = "text/html; charset=utf-8") => new(path, type, Encoding.UTF8.GetBytes(text));
    }
}
