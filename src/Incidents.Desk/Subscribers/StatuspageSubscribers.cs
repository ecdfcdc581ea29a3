using Incidents.Public;

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
    // When one that is in quarantine will be thrown away.
    static readonly string[] PurgeNames = ["purgeat"];
    static readonly string[] ConfirmedNames = ["confirmed", "confirmedat"];
    static readonly string[] StateNames = ["state", "status"];

    // How scripts that ask the API write that there is nothing.
    static readonly string[] Nothing = ["", "no", "false", "0", "-", "null", "none", "nil", "n/a"];

    /// <summary>Reads a list. Lines that cannot be taken say why.</summary>
    /// <param name="csv">The file's text.</param>
    /// <param name="services">Our services; components are found by id or name.</param>
    /// <param name="privateToo">True where webhooks inside the house are allowed.</param>
    public static IEnumerable<ImportedLine> Read(string csv, IReadOnlyList<PublicService> services, bool privateToo)
    {
        Dictionary<string, int>? columns = null;
        var first = true;
        foreach (var (line, cells) in CsvRecords.Read(csv))
        {
            var isFirst = first;
            first = false;
            if (isFirst && cells is not null && Columns(cells) is { } names)
            {
                columns = names;
                continue;
            }

            yield return cells is null ? new ImportedLine(line, null, null, null, "The line is no CSV: a quotation mark is missing, or one stands inside a cell that has none around it.")
                : Line(line, columns is null ? Typed(cells) : Named(cells, columns), services, privateToo);
        }
    }

    static Dictionary<string, int>? Columns(string[] cells)
    {
        var names = cells.Select(cell => string.Concat(cell.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()).ToList();
        string[][] known = [TypeNames, MailNames, HookNames, PhoneNames, ComponentNames, QuarantineNames, PurgeNames, ConfirmedNames, StateNames];
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
        bool Says(string[] names) => !Nothing.Contains(Cell(names), StringComparer.OrdinalIgnoreCase);
        var (mail, hook) = (Cell(MailNames), Cell(HookNames));
        var type = Cell(TypeNames) is { Length: > 0 } said ? said : hook.Length > 0 ? "webhook" : mail.Length > 0 ? TypeOf(mail) : Cell(PhoneNames).Length > 0 ? "sms" : "";
        var state = Cell(StateNames).ToLowerInvariant() switch
        {
            "quarantined" => Quarantined,
            "unconfirmed" or "pending" or "no" or "false" => Unconfirmed,
            "removed" or "deleted" or "unsubscribed" => "They unsubscribed there.",
            _ => null,
        };
        // Who did not confirm there did not ask for mails from here.
        var why = Says(QuarantineNames) || Says(PurgeNames) ? Quarantined : columns.ContainsKey(ConfirmedNames[0]) && !Says(ConfirmedNames) ? Unconfirmed : state;
        return new(type, IsWebhook(type) && hook.Length > 0 ? hook : mail, Cell(ComponentNames), why);
    }

    // A webhook's third cell is the address that Statuspage writes to when it fails. A bare list has the address first.
    static Raw Typed(string[] cells) => TypeOf(cells[0]) is { Length: > 0 } type ? new(type, cells[0], Components(cells.Skip(1)), null) : new(cells[0], cells.Length > 1 ? cells[1] : "", Components(cells.Skip(2)), null);

    static string Components(IEnumerable<string> cells) => string.Join(';', cells.Where(cell => cell.Length > 0 && !cell.Contains('@') && cell.ToLowerInvariant() is not ("yes" or "no" or "true" or "false")));

    static string TypeOf(string address) => address.Contains("://", StringComparison.Ordinal) ? "webhook" : address.Contains('@') ? "email" : "";

    static ImportedLine Line(int line, Raw raw, IReadOnlyList<PublicService> services, bool privateToo)
    {
        SubscriberWay? way = raw.Type.ToLowerInvariant() switch { "email" or "mail" or "e-mail" => SubscriberWay.Mail, _ when IsWebhook(raw.Type) => SubscriberWay.Webhook, _ => null };
        var address = way switch { SubscriberWay.Mail => SubscriberAddress.Mail(raw.Address), SubscriberWay.Webhook => SubscriberAddress.Webhook(raw.Address, privateToo), _ => null };
        var wanted = Wanted(raw.Components, services);
        var chosen = services.Where(service => wanted.Any(one => one.Equals(service.Id, StringComparison.OrdinalIgnoreCase) || one.Equals(service.Name, StringComparison.OrdinalIgnoreCase))).Select(service => service.Id).ToList();
        var problem = raw switch
        {
            { Type: "" } => "It says neither a mail address nor a webhook.",
            _ when way is null => $"\"{raw.Type}\" subscribers are not told by this host; only email and webhook are.",
            { Why: { } why } => why,
            _ when address is null => way == SubscriberWay.Mail ? "This is not a mail address." : "This is not an https address.",
            _ when wanted.Length > 0 && chosen.Count == 0 => $"None of its components is a service here: {string.Join(", ", wanted)}.",
            _ => null,
        };
        return new ImportedLine(line, way, address, wanted.Length == 0 || chosen.Count == services.Count ? null : chosen, problem);
    }

    // A name may hold a comma itself; a script's list comes with brackets and quotation marks.
    static string[] Wanted(string components, IReadOnlyList<PublicService> services) => services.Any(service => service.Name.Equals(components, StringComparison.OrdinalIgnoreCase)) ? [components]
        : [.. components.Split([';', '|', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(one => one.Trim(' ', '[', ']', '"', '\'', '\r')).Where(one => !Nothing.Contains(one, StringComparer.OrdinalIgnoreCase))];

    static bool IsWebhook(string type) => type.Equals("webhook", StringComparison.OrdinalIgnoreCase);

    const string Quarantined = "It was quarantined there: the address refused messages.";
    const string Unconfirmed = "It was not confirmed there.";

    sealed record Raw(string Type, string Address, string Components, string? Why);
}
