using System.Text;

namespace Incidents.Web.Mail;

/// <summary>One of several messages in a mail.</summary>
/// <param name="Time">When it was decided, in words.</param>
/// <param name="Subject">What its own mail's subject would have been.</param>
/// <param name="Text">Its text, in paragraphs.</param>
public sealed record DigestItem(string Time, string Subject, string Text);

/// <summary>The words of a mail that holds several messages.</summary>
static class DigestWords
{
    /// <summary>Why they are one mail.</summary>
    public static string Why(int count) => $"{count} messages about this incident in one mail, because they came close together. Questions, calls, invitations and new tasks have a mail of their own.";

    /// <summary>As plain text.</summary>
    public static string Text(IReadOnlyList<DigestItem> items)
    {
        var text = new StringBuilder().Append(Why(items.Count)).Append("\n\n");
        foreach (var item in items)
        {
            text.Append("---- ").Append(item.Time).Append('\n').Append(item.Subject).Append("\n\n").Append(item.Text).Append("\n\n");
        }

        return text.ToString();
    }
}
