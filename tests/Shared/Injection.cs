using System.Globalization;

namespace Incidents.Testing;

/// <summary>
/// What a stranger may write into an alert or report, hoping that it becomes more than text somewhere. Every renderer is tried with all of it, and one that is listed nowhere fails a test:
/// channels (RendererTests of the adapters), pages and mails of the console (PageInjectionTests), the status page's files (HostileFilesTests), what subscribers get and see
/// (HostileSubscribersTests), what the command line and the log print (TerminalTests, LogLineTests). Invitations have InvitationMailTests, webhooks InjectionTests, the Azure mail AcsMailTests.
/// </summary>
static class Injection
{
    public static readonly string[] Corpus =
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "</p><a href=\"https://evil.example\">Sign in</a><p>",
        "**bold** [click](https://evil.example) ![i](https://evil.example/i.png) `code` # head",
        "<!channel> <!here> <!everyone> <@U012AB3CD> <#C012|general>",
        "@everyone @here @channel @all",
        "<https://evil.example|Open the incident>",
        "<at>Everyone</at>",
        "Subject\r\nBcc: eve@evil.example\r\n\r\nA body",
        "line\u2028separator\u2029paragraph\u0085next\vtab\fpage",
        "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b31m",
        "abc\u202Etxt.exe\u202C \u2066isolated\u2069 \u200Fright",
        "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034DA",
        "=HYPERLINK(\"https://evil.example\",\"x\") +1 -1 @SUM(A1) \t=1",
        "\0null \b back \u007f del",
        "&lt;!channel&gt; &amp;lt; &#60;script&#62;",
        "=cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
        "</title></style></textarea><script>alert(1)</script>",
        "]]></content><evil/> <!--> --> <?xml version=\"1.0\"?> &nosuch;",
        "{{7*7}} ${7*7} @(1+1) %0d%0aBcc:%20eve@evil.example",
        "[x](javascript:alert(1)) <javascript:alert(1)> http://evil.example/?a=1&b=2",
        "\uFEFFmark \uFFFEnot a character\uFFFF",
        "END:VEVENT\r\nATTENDEE:mailto:eve@evil.example",
    ];

    /// <summary>No control character but the line break, no turned direction, no pile of accents.</summary>
    public static void AssertHarmless(string text)
    {
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(text, c => c is '\uFEFF' or '\uFFFE' or '\uFFFF' or '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        var marks = 0;
        foreach (var c in text)
        {
            marks = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? marks + 1 : 0;
            Assert.InRange(marks, 0, 4);
        }
    }
}
