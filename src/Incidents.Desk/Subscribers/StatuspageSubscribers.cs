using Incidents.Public;
using Microsoft.VisualBasic.FileIO;

namespace Incidents.Desk.Subscribers;

/// <summary>
/// Reads a list of a Statuspage's subscribers (CSV). Either with a first line of column names, which are those of its API (<c>mode</c>, <c>email</c>, <c>endpoint</c>, <c>phone_number</c>,
/// <c>components</c>, <c>quarantined_at</c>...) in any order and spelling; or as its import template has it: type, address, and what belongs to that type. Source: Atlassian's "Import
/// subscribers via CSV" and its API's subscriber object.
/// </summary>
public static class StatuspageSubscribers
{
    static readonly string[] TypeNames = ["mode", "type", "subscribertype", "subscriptiontype", "channel"];
    static readonly string[] MailNames = ["email", "emailaddress", "mail", "address"];
    static readonly string[] HookNames = ["endpoint", "webhook", "webhookurl", "url", "endpointurl"];
    static readonly string[] PhoneNames = ["phonenumber", "phone", "number", "sms"];
    static readonly string[] ComponentNames = ["components", "component", "componentids", "componentnames", "services"];
    static readonly string[] QuarantineNames = ["quarantinedat", "quarantined"];
    static readonly string[] ConfirmedNames = ["confirmed", "confirmedat", "state", "status"];

    /// <summary>Reads a list. Lines that cannot be taken say why.</summary>
    /// <param name="csv">The file's text.</param>
    /// <param name="services">Our services; components are found by id or name.</param>
    /// <param name="privateToo">True where webhooks inside the house are allowed.</param>
    public static IEnumerable<ImportedLine> Read(string csv, IReadOnlyList<PublicService> services, bool privateToo)
    {
        using var reader = new StringReader(csv.TrimStart('\uFEFF'));
        using var parser = new TextFieldParser(reader) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        parser.SetDelimiters(csv.AsSpan(0, Math.Max(0, csv.AsSpan().IndexOf('\n'))).Count(';') > csv.AsSpan(0, Math.Max(0, csv.AsSpan().IndexOf('\n'))).Count(',') ? ";" : ",");
        Dictionary<string, int>? columns = null;
        for (var first = true; !parser.EndOfData; first = false)
        {
            var line = (int)parser.LineNumber;
            string[] cells;
            try
            {
                cells = parser.ReadFields() ?? [];
            }
            catch (MalformedLineException)
            {
                cells = [];
            }

            if (first && Columns(cells) is { } names)
            {
                columns = names;
                continue;
            }

            yield return cells.Length == 0 ? new ImportedLine(line, null, null, null, "The line is no CSV: a quotation mark is missing.") : Line(line, columns is null ? Typed(cells) : Named(cells, columns), services, privateToo);
        }
    }

    static Dictionary<string, int>? Columns(string[] cells)
    {
        var names = cells.Select(cell => string.Concat(cell.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()).ToList();
        string[][] known = [TypeNames, MailNames, HookNames, PhoneNames, ComponentNames, QuarantineNames, ConfirmedNames];
        if (cells.Any(cell => cell.Contains('@') || cell.Contains("://", StringComparison.Ordinal)) || !names.Any(name => known.Any(list => list.Contains(name))))
        {
            return null;
        }

        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var list in known)
        {
            var index = names.FindIndex(list.Contains);
            if (index >= 0)
            {
                found[list[0]] = index;
            }
        }

        return found;
    }

    static Raw Named(string[] cells, Dictionary<string, int> columns)
    {
        string Cell(string[] names) => columns.TryGetValue(names[0], out var index) && index < cells.Length ? cells[index] : "";
        var hook = Cell(HookNames);
        var type = Cell(TypeNames) is { Length: > 0 } said ? said : hook.Length > 0 ? "webhook" : Cell(MailNames).Length > 0 ? "email" : Cell(PhoneNames).Length > 0 ? "sms" : "";
        var unconfirmed = Cell(ConfirmedNames).ToLowerInvariant() is "no" or "false" or "unconfirmed" or "pending";
        return new(type, IsWebhook(type) ? hook : Cell(MailNames), Cell(ComponentNames), Cell(QuarantineNames) is { Length: > 0 } at && !at.Equals("false", StringComparison.OrdinalIgnoreCase), unconfirmed);
    }

    // A webhook's third cell is the address that Statuspage writes to when it fails.
    static Raw Typed(string[] cells) => new(cells[0], cells.Length > 1 ? cells[1] : "",
        string.Join(';', cells.Skip(2).Where(cell => cell.Length > 0 && !cell.Contains('@') && cell.ToLowerInvariant() is not ("yes" or "no" or "true" or "false"))), Quarantined: false, Unconfirmed: false);

    static ImportedLine Line(int line, Raw raw, IReadOnlyList<PublicService> services, bool privateToo)
    {
        SubscriberWay? way = raw.Type.ToLowerInvariant() switch { "email" or "mail" or "e-mail" => SubscriberWay.Mail, _ when IsWebhook(raw.Type) => SubscriberWay.Webhook, _ => null };
        var address = way switch { SubscriberWay.Mail => SubscriberAddress.Mail(raw.Address), SubscriberWay.Webhook => SubscriberAddress.Webhook(raw.Address, privateToo), _ => null };
        var wanted = raw.Components.Split([';', '|', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var chosen = services.Where(service => wanted.Any(one => one.Equals(service.Id, StringComparison.OrdinalIgnoreCase) || one.Equals(service.Name, StringComparison.OrdinalIgnoreCase))).Select(service => service.Id).ToList();
        var problem = raw switch
        {
            { Type: "" } => "It says neither a mail address nor a webhook.",
            _ when way is null => $"\"{raw.Type}\" subscribers are not told by this host; only email and webhook are.",
            { Quarantined: true } => "It was quarantined there: the address refused messages.",
            { Unconfirmed: true } => "It was not confirmed there.",
            _ when address is null => way == SubscriberWay.Mail ? "This is not a mail address." : "This is not an https address.",
            _ when wanted.Length > 0 && chosen.Count == 0 => $"None of its components is a service here: {string.Join(", ", wanted)}.",
            _ => null,
        };
        return new ImportedLine(line, way, address, wanted.Length == 0 || chosen.Count == services.Count ? null : chosen, problem);
    }

    static bool IsWebhook(string type) => type.Equals("webhook", StringComparison.OrdinalIgnoreCase);

    sealed record Raw(string Type, string Address, string Components, bool Quarantined, bool Unconfirmed);
}
