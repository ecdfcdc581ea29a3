using System.Text.Json.Serialization;

namespace Incidents.Hosting.Configuration;

/// <summary>What a company writes into <c>response.json</c>. Property names are camelCase there; comments and trailing commas are allowed.</summary>
public sealed partial record ResponseConfiguration
{
    /// <summary>The address of the JSON Schema, for an editor's completion; the host does not read it.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The company's name, as the public knows it. Required.</summary>
    public required string Company { get; init; }

    /// <summary>The language of the built-in notice texts and of the status page: en, pt, es or ar (laid out from right to left). Default en.</summary>
    public Language Language { get; init; }

    /// <summary>The company's time zone as an IANA name, such as Europe/Lisbon. Required.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When the company works; outside it the simplified plan applies. Default: Monday to Friday, 09:00 to 18:00, no holidays.</summary>
    public HoursSection BusinessHours { get; init; } = new();

    /// <summary>Everybody who responds, in the order in which managers are called. Required.</summary>
    public required IReadOnlyList<PersonEntry> People { get; init; }

    /// <summary>Who is on call when. Required.</summary>
    public required RotationSection Rotation { get; init; }

    /// <summary>What the status page lists; alerts may name services that are not listed. Default: none.</summary>
    public IReadOnlyList<ServiceEntry> Services { get; init; } = [];

    /// <summary>The plan's thresholds. Default: each threshold's own.</summary>
    public PlanTimes Thresholds { get; init; } = new();

    /// <summary>How people, company and public are reached. Default: mail into files, a call link, posts into files.</summary>
    public ChannelsSection Channels { get; init; } = new();

    /// <summary>Who may send alerts. Default: none, so that every alert is refused.</summary>
    public IReadOnlyList<SourceEntry> Sources { get; init; } = [];

    /// <summary>Webhooks that are told what happens. Default: none.</summary>
    public IReadOnlyList<WebhookEntry> Webhooks { get; init; } = [];

    /// <summary>How people's browsers reach the host, without a path's last slash; links in mails begin with it. Default http://127.0.0.1:7071.</summary>
    public string BaseAddress { get; init; } = "http://127.0.0.1:7071";

    /// <summary>Where the host listens. Default http://127.0.0.1:7071.</summary>
    public string ListenAddress { get; init; } = "http://127.0.0.1:7071";

    /// <summary>Where the public finds the status page: an address of its own, such as https://status.contoso.example, since programs ask for its API at the root. The host answers requests for that name with the page alone. Default: the base address with /status/.</summary>
    public string? StatusAddress { get; init; }

    /// <summary>Where the host also listens and answers with the status page alone, at the root, such as http://127.0.0.1:7072. Default: nowhere.</summary>
    public string? StatusListenAddress { get; init; }

    /// <summary>Logo, colours and links of the status page. Default: the company's name alone, in the page's own colours.</summary>
    public StatusPageSection StatusPage { get; init; } = new();

    /// <summary>People and programs outside who are told what the status page says. Default: anybody can subscribe on the status page.</summary>
    public SubscribersSection Subscribers { get; init; } = new();

    /// <summary>An outside address that is fetched every minute, so that somebody notices when the host is silent. Default: none.</summary>
    public string? HeartbeatAddress { get; init; }

    /// <summary>Texts of your own for notices. Default: the built-in texts of the language.</summary>
    public TemplatesSection Templates { get; init; } = new();
}

/// <summary>The language of notices and status page.</summary>
public enum Language
{
    /// <summary>English.</summary>
    En,

    /// <summary>Portuguese.</summary>
    Pt,

    /// <summary>Spanish.</summary>
    Es,

    /// <summary>Arabic; the status page is laid out from right to left.</summary>
    Ar,
}
