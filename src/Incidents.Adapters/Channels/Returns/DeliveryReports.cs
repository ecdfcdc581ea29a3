using System.Text;
using Incidents.Desk.Returns;
using MimeKit;
using MimeKit.Utils;

namespace Incidents.Adapters.Channels.Returns;

/// <summary>
/// Reads what mail servers send back about mails that they had taken: multipart/report (RFC 6522) with a message/delivery-status (RFC 3464) and the mail, or its headers. Whatever is none of
/// these says nothing here.
/// </summary>
public static class DeliveryReports
{
    const string Report = "delivery-status";

    // Before "subscriptions/" and after the token nothing is looked at: the address may have changed since.
    const string ManagePath = "/subscriptions/";

    /// <summary>What a mail reports, for each receiver; empty when it is no report, reports success, or does not say on which mail.</summary>
    public static IReadOnlyList<ReturnedMail> Of(MimeMessage message)
    {
        if (message.Body is not MultipartReport { ReportType: { } type } parts || !type.Equals(Report, StringComparison.OrdinalIgnoreCase)
            || HeadersIn(parts) is not { } headers || MailNames.In(headers[HeaderId.MessageId]) is not { Length: > 0 } mail)
            return [];

        var threads = new[] { headers[HeaderId.References], headers[HeaderId.InReplyTo] }.OfType<string>().SelectMany(MimeUtils.EnumerateReferences).Select(MailNames.In).Distinct(StringComparer.Ordinal).ToList();
        return [.. Receivers(message, parts).Select(fields => Of(fields, mail, threads)).OfType<ReturnedMail>().Select(report => report with { Manage = TokenIn(headers[HeaderId.ListUnsubscribe]) })];
    }

    static ReturnedMail? Of(HeaderList fields, string mail, IReadOnlyList<string> threads)
    {
        var (action, status) = (fields["Action"]?.Trim() ?? "", fields["Status"]?.Trim().Split(' ', '(')[0] ?? "");
        var said = ServerWords.Of(Diagnostic(fields, status));
        return action.ToLowerInvariant() switch
        {
            "failed" => new ReturnedMail(mail, threads, ReturnKind.Refused, $"The mail came back: {said}", IsOfAddress(status)),
            "delayed" => new ReturnedMail(mail, threads, ReturnKind.Delayed, $"The receiver's server has not taken it yet: {said}", OfAddress: false),
            _ => null,
        };
    }

    // RFC 3463: X.1.X is about the address; X.2.1 is a mailbox that takes nothing. What is full, too large, or against somebody's policy says nothing about the next mail.
    static bool IsOfAddress(string status) => status.StartsWith("5.1.", StringComparison.Ordinal) && status is not ("5.1.7" or "5.1.8") || status == "5.2.1";

    static string Diagnostic(HeaderList fields, string status) => fields["Diagnostic-Code"] is { } code && code.Split(';', 2) is [_, var words] && words.Trim() is { Length: > 0 } said
        ? said.Contains(status, StringComparison.Ordinal) ? said : $"{status} {said}"
        : status.Length > 0 ? $"status {status}, without a reason" : "no reason was given";

    // The first group is about the report itself. Google sends an empty one when its own configuration is the reason, and names the receivers in a header.
    static List<HeaderList> Receivers(MimeMessage message, MultipartReport parts)
    {
        var groups = parts.OfType<MessageDeliveryStatus>().SelectMany(status => status.StatusGroups.Where(group => group["Action"] is not null)).ToList();
        return groups.Count > 0 || message.Headers["X-Failed-Recipients"] is null ? groups : [new HeaderList { { "Action", "failed" } }];
    }

    static HeaderList? HeadersIn(MultipartReport parts) => parts.Skip(1).Select(part => part switch
    {
        // message/rfc822 and text/rfc822-headers.
        MessagePart { Message: { } returned } => returned.Headers,
        MimePart { Content: { } content } global when global.ContentType.IsMimeType("message", "global-headers") => Load(content),
        _ => null,
    }).FirstOrDefault(headers => headers is not null);

    static HeaderList? Load(IMimeContent content)
    {
        using var bytes = new MemoryStream();
        content.DecodeTo(bytes);
        bytes.Position = 0;
        try
        {
            return HeaderList.Load(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    static string? TokenIn(string? unsubscribe)
    {
        var begins = unsubscribe?.IndexOf(ManagePath, StringComparison.Ordinal) ?? -1;
        if (begins < 0)
            return null;

        // Long headers are folded, and some servers fold within an address.
        var token = new StringBuilder();
        foreach (var c in unsubscribe![(begins + ManagePath.Length)..].TakeWhile(c => c != '>').Where(c => !char.IsWhiteSpace(c)))
            token.Append(c);
        return token.ToString();
    }
}
