using System.Text.Json;
using System.Text.Json.Nodes;

namespace Incidents.Testing;

/// <summary>The company that the scenarios are about, as its response.json. Its deadlines are seconds where a scenario waits for them, else the usual ones.</summary>
public sealed record CompanyFile
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>Which people there are: id, name, roles. Ana is on call, then Rui; Mia is called before Max.</summary>
    public static readonly IReadOnlyList<(string Id, string Name, string[] Roles)> People =
    [
        ("ana", "Ana", ["onCall", "technicalContact"]),
        ("rui", "Rui", ["onCall", "technicalContact"]),
        ("mia", "Mia", ["manager"]),
        ("max", "Max", ["manager"]),
        ("bea", "Bea", ["supportContact"]),
        ("dora", "Dora", ["dataProtectionOfficer"]),
    ];

    /// <summary>True when now is outside its business hours, for the next two days at least.</summary>
    public bool AtNight { get; init; }

    /// <summary>An ntfy server by which Ana is pushed as well; null: nobody is.</summary>
    public Uri? PushAddress { get; init; }

    /// <summary>Thresholds that differ from the plan's defaults, by their name in the configuration.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Thresholds { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.Ordinal)
    {
        ["minDuration"] = TimeSpan.FromSeconds(1),
        ["countUsersWait"] = TimeSpan.FromSeconds(1),
        ["postmortemRest"] = TimeSpan.FromSeconds(1),
    };

    /// <summary>How subscribers are told, by the names of the configuration's section, where it differs from its defaults.</summary>
    public IReadOnlyDictionary<string, object> Subscribers { get; init; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The mail address of each person; <c>{0}</c> is the person's id.</summary>
    public string Mails { get; init; } = "{0}@fabrikam.example";

    /// <summary>The mail address of a person.</summary>
    public string MailOf(string person) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Mails, person);

    /// <summary>The configuration.</summary>
    /// <param name="address">Where people reach the host.</param>
    /// <param name="listen">Where it listens.</param>
    /// <param name="smtpPort">The mail server's port on this machine; null: the host's own way.</param>
    /// <param name="key">Whose hashes it holds.</param>
    public string Write(Uri address, Uri listen, int? smtpPort, ScenarioKey key)
    {
        var channels = new JsonObject { ["posts"] = new JsonObject { ["public"] = new JsonArray("x") }, ["mail"] = new JsonObject { ["from"] = "Incidents <incidents@fabrikam.example>" } };
        if (smtpPort is { } port)
        {
            channels["mail"]!["smtp"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = port, ["tls"] = "none" };
        }

        if (PushAddress is not null)
        {
            channels["push"] = new JsonObject { ["address"] = PushAddress.AbsoluteUri };
        }

        return new JsonObject
        {
            ["company"] = "Fabrikam",
            ["timeZone"] = "Europe/Lisbon",
            ["businessHours"] = Hours(),
            ["people"] = new JsonArray([.. People.Select(person => Person(person.Id, person.Name, person.Roles, key))]),
            ["rotation"] = new JsonObject { ["people"] = new JsonArray("ana"), ["start"] = "2026-01-05T09:00" },
            ["thresholds"] = new JsonObject(Thresholds.Select(threshold => KeyValuePair.Create(threshold.Key, (JsonNode?)threshold.Value.ToString("c")))),
            ["channels"] = channels,
            ["subscribers"] = new JsonObject(Subscribers.Select(one => KeyValuePair.Create(one.Key, JsonSerializer.SerializeToNode(one.Value)))),
            ["sources"] = new JsonArray(
                new JsonObject { ["name"] = "scenario", ["type"] = "generic", ["auth"] = "key", ["secret"] = ScenarioKey.Hash(key.Source) },
                new JsonObject { ["name"] = "signed", ["type"] = "generic", ["auth"] = "whsec", ["secret"] = $"env:{ScenarioKey.SigningVariable}" }),
            ["baseAddress"] = address.AbsoluteUri.TrimEnd('/'),
            ["listenAddress"] = listen.AbsoluteUri.TrimEnd('/'),
        }.ToJsonString(Readable);
    }

    JsonObject Person(string id, string name, string[] roles, ScenarioKey key)
    {
        var person = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["mail"] = MailOf(id),
            ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]),
            ["apiKeys"] = new JsonArray(ScenarioKey.Hash(key.Of(id))),
        };
        if (PushAddress is not null && id == "ana")
        {
            person["push"] = "scenario-ana";
        }

        return person;
    }

    // At night: the only working day is three days away, whatever the zone's date is now.
    JsonObject Hours() => AtNight
        ? new JsonObject { ["days"] = new JsonArray(DateTimeOffset.UtcNow.AddDays(3).DayOfWeek.ToString().ToLowerInvariant()), ["opens"] = "09:00", ["closes"] = "18:00" }
        : new JsonObject { ["days"] = new JsonArray([.. Enum.GetNames<DayOfWeek>().Select(day => (JsonNode)day.ToLowerInvariant())]), ["opens"] = "00:00", ["closes"] = "24:00" };
}
