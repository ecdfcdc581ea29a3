using System.IO.Compression;

namespace Incidents.StatusPage.Tests;

public class WeightTests
{
    // What a server sends before it has to wait for the first answer: ten packets of TCP's first window (RFC 6928).
    const int FirstFlight = 14_000;

    [Theory]
    [InlineData("en")]
    [InlineData("pt")]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task The_front_page_with_twenty_components_and_three_incidents_arrives_in_one_flight(string language)
    {
        var sample = Samples.All["critical"];
        var front = (await StatusSite.RenderAsync(sample with { Page = sample.Page with { Language = language } }, TestContext.Current.CancellationToken)).Single(file => file.Path == "index.html");

        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(front.Content, TestContext.Current.CancellationToken);
        }

        Assert.InRange(packed.Length, 1_000, FirstFlight);
    }
}
