using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Incidents.Host.Commands;

/// <summary><c>maintenance list|add|...</c>: planned maintenance by command line, through the API of a running host.</summary>
static class MaintenanceCommand
{
    static readonly string[] Statuses = ["UnderMaintenance", "DegradedPerformance", "PartialOutage", "MajorOutage"];

    public static Command Create() => new("maintenance", "Planned maintenance: enters, changes, starts and completes it on a running host.")
    {
        List(),
        Add(),
        Order("edit", "Changes it; what is not given stays.", Words("--title", "--text", "--note"), Times("--start", "--end"), Service(), Flags()),
        Publish(),
        Order("say", "Tells the public something.", Words("--note")),
        Order("start", "It begins now, or goes on.", Words("--note")),
        Order("verify", "The work is done and being watched.", Words("--note")),
        Order("extend", "Moves its end.", Words("--note"), Times("--end")),
        Order("complete", "It is over.", Words("--note")),
        Order("cancel", "Calls it off before it begins.", Words("--note")),
    };

    static Command List()
    {
        var id = new Argument<string?>("id") { Description = "One of them, whole; left out: all, a line each.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", "Prints what is planned, and what waits for somebody.") { id };
        return MaintenanceClient.Equip(command, async (parsed, client, ct) => parsed.GetValue(id) is { } one ? await client.PrintAsync($"api/maintenance/{one}", ct) : await client.PrintListAsync(ct));
    }

    static Command Add()
    {
        Option[] options = [.. Words("--title", "--text"), .. Times("--start", "--end"), .. Service(), .. Flags()];
        var publish = new Option<bool>("--publish") { Description = "Publishes it at once; --as has to name an incident response manager." };
        var command = new Command("add", "Enters planned maintenance as a draft.") { publish };
        foreach (var option in options)
        {
            option.Required = option.Name is "--title" or "--text" or "--start" or "--end" or "--service";
            command.Add(option);
        }

        return MaintenanceClient.Equip(command, async (parsed, client, ct) =>
        {
            var added = await client.SendAsync("api/maintenance", Body(parsed, options, client.Zone), ct);
            return added is null ? 1
                : !parsed.GetValue(publish) ? await client.SayAsync(added)
                : await client.SendAsync($"api/maintenance/{added["id"]}/publish", new JsonObject { ["revision"] = (int)added["revision"]! }, ct) is { } published ? await client.SayAsync(published) : 1;
        });
    }

    static Command Publish()
    {
        var id = Id();
        var revision = new Option<int>("--revision") { Description = "What you read, as \"list ID\" prints it: whoever publishes approves this text, and the standard sentences that may follow.", Required = true };
        return MaintenanceClient.Equip(new Command("publish", "Lets the public know; --as has to name an incident response manager.") { id, revision }, async (parsed, client, ct) =>
            await client.SendAsync($"api/maintenance/{parsed.GetValue(id)}/publish", new JsonObject { ["revision"] = parsed.GetValue(revision) }, ct) is { } done ? await client.SayAsync(done) : 1);
    }

    static Command Order(string name, string description, params Option[][] given)
    {
        var id = Id();
        var options = given.SelectMany(some => some).ToArray();
        var command = new Command(name, description) { id };
        foreach (var option in options)
        {
            option.Required = (name, option.Name) is ("say", "--note") or ("extend", "--end");
            command.Add(option);
        }

        return MaintenanceClient.Equip(command, async (parsed, client, ct) =>
            await client.SendAsync($"api/maintenance/{parsed.GetValue(id)}/{name}", Body(parsed, options, client.Zone), ct) is { } done ? await client.SayAsync(done) : 1);
    }

    static Argument<string> Id() => new("id") { Description = "Which, as \"list\" prints it." };

    static Option[] Words(params string[] names) => [.. names.Select(name => new Option<string?>(name)
    {
        Description = name switch
        {
            "--title" => "One line, for the public.",
            "--text" => "The announcement: what customers will notice.",
            _ => "What the public is told now; needs an incident response manager. Left out: the standard sentence.",
        },
    })];

    static Option[] Times(params string[] names) => [.. names.Select(name =>
    {
        var option = new Option<string?>(name) { Description = "Such as 2026-12-05T22:00 in the company's time zone, or with an offset: 2026-12-05T22:00Z." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Time(result.Tokens[0].Value, TimeZoneInfo.Utc) is null)
            {
                result.AddError($"{name}: \"{result.Tokens[0].Value}\" is no time. Write one such as 2026-12-05T22:00, or 2026-12-05T22:00Z.");
            }
        });
        return option;
    })];

    static Option[] Service()
    {
        var option = new Option<string[]>("--service") { Description = $"What it touches, by its id; may be given several times. What customers feel follows after =, such as checkout=MajorOutage: {string.Join(", ", Statuses)}." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Select(token => token.Value.Split('=', 2)).FirstOrDefault(parts => parts.Length == 2 && !Statuses.Contains(parts[1], StringComparer.OrdinalIgnoreCase)) is [_, var status])
            {
                result.AddError($"--service: \"{status}\" is no state. They are: {string.Join(", ", Statuses)}.");
            }
        });
        return [option];
    }

    static Option[] Flags() =>
    [
        new Option<bool?>("--starts-itself") { Description = "Whether it begins at its time without anybody's word. Default for a new one: true." },
        new Option<bool?>("--ends-itself") { Description = "Whether it ends at its time without anybody's word. Default for a new one: false." },
    ];

    // The API's members have the options' names.
    static JsonObject Body(ParseResult parsed, IEnumerable<Option> options, TimeZoneInfo zone)
    {
        var body = new JsonObject();
        foreach (var option in options)
        {
            switch (option)
            {
                case Option<string?> { Name: "--start" or "--end" } time when parsed.GetValue(time) is { } at:
                    body[time.Name[2..]] = Time(at, zone);
                    break;
                case Option<string?> text when parsed.GetValue(text) is { } words:
                    body[text.Name[2..]] = words;
                    break;
                case Option<bool?> flag when parsed.GetValue(flag) is { } set:
                    body[flag.Name == "--starts-itself" ? "startsItself" : "endsItself"] = set;
                    break;
                case Option<string[]> services when parsed.GetValue(services) is { Length: > 0 } named:
                    body["services"] = new JsonArray([.. named.Select(service => service.Split('=', 2)).Select(parts => parts.Length == 2
                        ? new JsonObject { ["service"] = parts[0], ["status"] = parts[1] } : new JsonObject { ["service"] = parts[0] })]);
                    break;
            }
        }

        return body;
    }

    static DateTimeOffset? Time(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, zone.GetUtcOffset(local))
        : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : null;
}
