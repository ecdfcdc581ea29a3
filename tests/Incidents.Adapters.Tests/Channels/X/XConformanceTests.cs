using System.Text.Json;
using Incidents.Adapters.Channels;

namespace Incidents.Adapters.Tests.Channels.X;

/// <summary>twitter-text's own vectors for the weighted length. They were published by X, so a post that weighs as they say is one that X takes.</summary>
public sealed class XConformanceTests
{
    static readonly JsonElement File = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Channels", "X", "twitter-text-conformance.json"))).RootElement;

    public static TheoryData<string> Vectors => [.. File.GetProperty("tests").EnumerateArray().Select(v => v.GetProperty("description").GetString()!)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_text_weighs_what_twitter_text_says(string description)
    {
        var vector = File.GetProperty("tests").EnumerateArray().Single(v => v.GetProperty("description").GetString() == description);
        var weight = XText.Weight(vector.GetProperty("text").GetString()!);

        Assert.Equal(vector.GetProperty("weightedLength").GetInt32(), weight);
        Assert.Equal(vector.GetProperty("valid").GetBoolean(), weight <= XText.Most);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Every_one_of_them_becomes_a_post_that_X_takes(string description)
    {
        var text = File.GetProperty("tests").EnumerateArray().Single(v => v.GetProperty("description").GetString() == description).GetProperty("text").GetString()!;

        Assert.InRange(XText.Weight(XText.Of(new PostPublicly("x", 3, NoticeKind.Investigating, text), "https://status.contoso.com/incidents/i1")), 1, XText.Most);
    }

    /// <summary>X refuses these wherever they stand (twitter-text, "invalid characters"); the marks that turn a line go as well.</summary>
    [Theory]
    [InlineData("ABC\uFFFFABC")]
    [InlineData("ABC\uFFFEABC")]
    [InlineData("ABC\uFEFFABC")]
    [InlineData("ABC\u202AABC")]
    public void What_X_refuses_is_not_posted(string text) =>
        Assert.Equal("ABCABC", XText.Of(new PostPublicly("x", 3, NoticeKind.Investigating, text), null));
}
