using MimeKit;

namespace Incidents.Adapters.Tests.Channels.Returns;

/// <summary>
/// Reports as mail servers write them. Their shapes are from Postfix's bounce(5) and bounce_notify_util.c, from learn.microsoft.com "Email non-delivery reports in Exchange Online" with the headers of
/// published reports, and from Google's reports in github.com/sisimai/set-of-emails (lhost-googleworkspace); texts and names are ours.
/// </summary>
static class Reports
{
    public const string Thread = "incident-00112233445566778899aabbccddeeff";
    public const string Mail = "ffeeddccbbaa99887766554433221100";

    /// <summary>The bytes of a sample that is about this mail.</summary>
    public static byte[] Bytes(string sample, string mail = Mail, string thread = Thread) => System.Text.Encoding.UTF8.GetBytes(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Channels", "Returns", "samples", $"{sample}.eml")).Replace("{mail}", mail, StringComparison.Ordinal).Replace("{thread}", thread, StringComparison.Ordinal).ReplaceLineEndings("\r\n"));

    public static MimeMessage Message(string sample)
    {
        using var bytes = new MemoryStream(Bytes(sample));
        return MimeMessage.Load(bytes);
    }
}
