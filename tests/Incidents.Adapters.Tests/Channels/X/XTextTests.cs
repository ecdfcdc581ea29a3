using Incidents.Adapters.Channels;
using Incidents.Testing;

namespace Incidents.Adapters.Tests.Channels.X;

/// <summary>Lengths by the rules of twitter-text, config v3 (weights of ranges, addresses, emoji). The vectors are our own, one or two for each rule; X's stand in <see cref="XConformanceTests"/>.</summary>
public sealed class XTextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Checkout fails.", 15)]
    [InlineData("Olá ção", 7)]
    [InlineData("привет", 6)]
    [InlineData("გამარჯობა", 9)]
    [InlineData("日本語", 6)]
    [InlineData("한글", 4)]
    [InlineData("a\u2014b", 3)]
    [InlineData("\u201Cq\u201D", 3)]
    [InlineData("a\u2026", 3)]
    [InlineData("a\u2192", 3)]
    [InlineData("\U00010000\U0010FFFF", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("🇵🇹", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("❤️", 2)]
    [InlineData("©", 1)]
    [InlineData("H😀☺", 5)]
    [InlineData("line\nline", 9)]
    public void Characters_weigh_what_X_says(string text, int weight) => Assert.Equal(weight, XText.Weight(text));

    [Theory]
    [InlineData("https://x.example", 23)]
    [InlineData("HTTP://EXAMPLE.COM/A", 23)]
    [InlineData("example.com", 23)]
    [InlineData("https://status.contoso.example/incidents/20260302-7f3a9c/a/very/long/path?with=query&and=more#notice-12", 23)]
    [InlineData("See https://a.example and example.org/x now", 4 + 23 + 5 + 23 + 4)]
    [InlineData("(https://a.example).", 1 + 23 + 2)]
    [InlineData("me@example.com", 14)]
    [InlineData("v1.2", 4)]
    public void An_address_weighs_the_same_however_long(string text, int weight) => Assert.Equal(weight, XText.Weight(text));

    [Fact]
    public void A_post_that_fits_is_posted_as_it_was_approved() =>
        Assert.Equal("Checkout fails\nWe investigate.\nhttps://status.contoso.example/incidents/i1#notice-3", XText.Of(Post("Checkout fails\nWe investigate."), "https://status.contoso.example/incidents/i1"));

    [Theory]
    [InlineData("word ")]
    [InlineData("日本語")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("https://a.example/b ")]
    public void A_long_one_is_shortened_between_characters_and_its_page_has_the_rest(string piece)
    {
        var post = XText.Of(Post(string.Concat(Enumerable.Repeat(piece, 200))), "https://status.contoso.example/incidents/i1");

        Assert.InRange(XText.Weight(post), XText.Most - 30, XText.Most);
        Assert.EndsWith("…\nhttps://status.contoso.example/incidents/i1#notice-3", post, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_stranger_moves_a_cursor_or_turns_a_line() =>
        Assert.All(Injection.Corpus, evil => Injection.AssertHarmless(XText.Of(Post(evil), null)));

    static PostPublicly Post(string text) => new("x", 3, NoticeKind.Investigating, text);
}
