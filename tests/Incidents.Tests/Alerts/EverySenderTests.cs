using System.Text;
using Incidents.Alerts;

namespace Incidents.Tests;

/// <summary>What holds for every sender in <see cref="Senders.All"/>, tried with its pair of samples. A further sender needs no test here.</summary>
public class EverySenderTests
{
    static readonly string[] WrongValues =
        ["null", "true", "-1", "1e400", "98765432109876543210", "\"\"", "\" \"", "\"x\"", "\"\\ud800\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "[]", "[[]]", "[null]", "{}", "{\"a\":1}"];

    public static TheoryData<string> Types => [.. Senders.All.Select(sender => sender.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_fires_is_what_ends(string type)
    {
        var firing = Sample.Map(type, Sample.Text(type, "firing"));
        var resolved = Sample.Map(type, Sample.Text(type, "resolved"));

        Assert.Null(firing.Problem);
        Assert.Null(resolved.Problem);
        Assert.NotEmpty(firing.Fired);
        Assert.Empty(firing.Ended);
        Assert.Empty(resolved.Fired);
        Assert.Equal(firing.Fired.Select(a => a.Key), resolved.Ended.Select(e => e.Key));
        if (!ByKey(type))
        {
            Assert.Equal(firing.Fired.Select(a => (a.Episode, a.Service)), resolved.Ended.Select(e => (e.Episode, e.Service)));
        }

        Assert.All(firing.Fired, alert => Sound(alert, ByKey(type)));
        Assert.All(resolved.Ended, end => Assert.InRange(end.EndedAt, Sample.Now.AddMinutes(-10), Sample.Now));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_repeat_says_the_same(string type)
    {
        foreach (var status in new[] { "firing", "resolved" })
        {
            var (once, again) = (Sample.Map(type, Sample.Text(type, status)), Sample.Map(type, Sample.Text(type, status)));
            Assert.Equal(once.Fired, again.Fired);
            Assert.Equal(once.Ended, again.Ended);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_cut_of_a_document_is_refused_in_words(string type)
    {
        foreach (var status in new[] { "firing", "resolved" })
        {
            var bytes = Encoding.UTF8.GetBytes(Sample.Text(type, status));
            for (var n = 0; n < bytes.Length; n++)
            {
                Refused(Sample.Map(type, bytes[..n]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Another_encoding_is_refused_in_words(string type)
    {
        var text = Sample.Text(type, "firing");
        Refused(Sample.Map(type, Encoding.Unicode.GetBytes(text)));
        Refused(Sample.Map(type, Encoding.UTF32.GetBytes(text)));
        var bytes = Encoding.UTF8.GetBytes(text);
        var quote = bytes.AsSpan().LastIndexOf((byte)'"');
        foreach (var wrong in new byte[][] { [0xE9], [0xC0, 0xA0], [0xED, 0xA0, 0x80], [0xFF] })
        {
            Refused(Sample.Map(type, [.. bytes[..quote], .. wrong, .. bytes[quote..]]));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_value_of_a_wrong_kind_is_mapped_soundly_or_refused_in_words(string type)
    {
        foreach (var status in new[] { "firing", "resolved" })
        {
            foreach (var body in WrongValues.SelectMany(wrong => Sample.WithEachValueAs(Sample.Text(type, status), wrong)))
            {
                SoundOrRefused(Sample.Map(type, body), ByKey(type), body);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_member_that_is_there_twice_is_refused_in_words(string type)
    {
        foreach (var body in Sample.WithEachMemberTwice(Sample.Text(type, "firing")))
        {
            Refused(Sample.Map(type, body));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Members_that_nobody_knows_change_nothing(string type)
    {
        foreach (var status in new[] { "firing", "resolved" })
        {
            var (known, unknown) = (Sample.Map(type, Sample.Text(type, status)), Sample.Map(type, Sample.WithUnknownMembers(Sample.Text(type, status))));
            Assert.Null(unknown.Problem);
            Assert.Equal(known.Fired, unknown.Fired);
            Assert.Equal(known.Ended, unknown.Ended);
        }
    }

    static void Refused(MappedInput mapped)
    {
        Assert.False(string.IsNullOrWhiteSpace(mapped.Problem));
        Assert.Empty(mapped.Fired);
        Assert.Empty(mapped.Ended);
    }

    static void SoundOrRefused(MappedInput mapped, bool byKey, string body)
    {
        if (mapped.Problem is not null)
        {
            Refused(mapped);
        }

        // What is spoilt may be what named the occurrence; the intake then goes by the key.
        Assert.All(mapped.Fired, alert => Sound(alert, byKey: true));
        Assert.All(mapped.Ended, end => Assert.True(end.Key.StartsWith("prod/", StringComparison.Ordinal) && end.EndedAt <= Sample.Now, body));
        Assert.All(mapped.Ended, end => Assert.True(byKey || !string.IsNullOrWhiteSpace(end.Service), body));
    }

    // Who ends alerts by key may leave the occurrence to the intake.
    static bool ByKey(string type) => Senders.Find(type)!.EndsByKey;

    static void Sound(Alert alert, bool byKey)
    {
        Assert.StartsWith("prod/", alert.Key, StringComparison.Ordinal);
        Assert.True(byKey || alert.Episode.Length > 0);
        Assert.False(string.IsNullOrWhiteSpace(alert.Service));
        Assert.InRange(alert.Summary.Length, 1, 300);
        Assert.True(alert.StartedAt <= Sample.Now);
        Assert.True(alert.Link is null or { Scheme: "http" or "https" });
        Assert.True(alert.AffectedUsers is null or >= 0);
        Assert.Equal("prod", alert.Source);
    }
}
