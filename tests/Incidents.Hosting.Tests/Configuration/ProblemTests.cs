using System.Text.Json.Nodes;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>Every problem is found where it is, with what to write instead.</summary>
public class ProblemTests
{
    const string Valid = """
        {
          "company": "Contoso", "timeZone": "Europe/Lisbon",
          "people": [
            { "id": "ana", "name": "Ana", "mail": "ana@contoso.example", "roles": ["onCall", "manager"] },
            { "id": "bea", "name": "Bea", "mail": "bea@contoso.example", "roles": ["supportContact", "dataProtectionOfficer"] }
          ],
          "rotation": { "people": ["ana"], "start": "2026-01-05T09:00" }
        }
        """;

    [Fact]
    public void A_small_company_is_enough()
    {
        var loaded = ResponseConfiguration.Parse(Valid);

        Assert.Empty(loaded.Problems);
        Assert.Equal(["ana"], loaded.Configuration!.ToPolicy(drill: false).Roster.CallOrder(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Who_wants_no_subscribers_says_so_and_the_page_has_no_form()
    {
        var loaded = ResponseConfiguration.Parse(Valid.Replace("\"company\"", "\"subscribers\": { \"enabled\": false, \"webhooks\": false, \"mailsPerHour\": 12 }, \"company\"", StringComparison.Ordinal));

        Assert.Empty(loaded.Problems);
        Assert.Equal((false, false, 12), (loaded.Configuration!.Subscribers.Enabled, loaded.Configuration.Subscribers.Webhooks, loaded.Configuration.Subscribers.MailsPerHour));
        Assert.Null(new Deployment(loaded.Configuration, new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:1/status/"), Drill: false).Page.SubscribeTo);
        Assert.NotNull(new Deployment(ResponseConfiguration.Parse(Valid).Configuration!, new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:1/status/"), Drill: false).Page.SubscribeTo);
        Assert.Null(new Deployment(ResponseConfiguration.Parse(Valid).Configuration!, new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:1/status/"), Drill: true).Page.SubscribeTo);
    }

    [Theory]
    // Not what the place holds.
    [InlineData("companie", "\"Contoso\"", "companie", "Did you mean \"company\"?")]
    [InlineData("xyz", "1", "xyz", "Write one of: baseAddress, businessHours,")]
    [InlineData("people[0].rolls", "[]", "people[0].rolls", "Did you mean \"roles\"?")]
    [InlineData("people[0].roles", "[\"boss\"]", "people[0].roles[0]", "Write one of: onCall, manager,")]
    [InlineData("people[0].roles", "\"manager\"", "people[0].roles", "Write a list in square brackets")]
    [InlineData("people[0].name", "null", "people[0].name", "Write a text in double quotes.")]
    [InlineData("rotation", "[]", "rotation", "Write an object in braces.")]
    [InlineData("rotation.start", "\"2026-01-05T09:00Z\"", "rotation.start", "Write it without an offset")]
    [InlineData("rotation.daysPerTurn", "\"7\"", "rotation.daysPerTurn", "Write digits without quotes")]
    [InlineData("language", "\"fr\"", "language", "Write one of: en, pt, es, ar.")]
    [InlineData("businessHours", "{\"holidays\":[\"25.12.2026\"]}", "businessHours.holidays[0]", "Write year, month and day")]
    [InlineData("thresholds", "{\"minDuration\":15}", "thresholds.minDuration", "Write hours, minutes and seconds")]
    [InlineData("thresholds", "{\"minDuration\":\"15\"}", "thresholds.minDuration", "Write hours, minutes and seconds")]
    // The company.
    [InlineData("company", "\" \"", "company", "Write the name that the public knows.")]
    [InlineData("timeZone", "\"Europe/Lisboa\"", "timeZone", "Did you mean \"Europe/Lisbon\"?")]
    [InlineData("timeZone", "\"Moon\"", "timeZone", "Write an IANA name")]
    [InlineData("businessHours", "{\"opens\":\"18:00\",\"closes\":\"09:00\"}", "businessHours.closes", "Write a time later than opens")]
    [InlineData("businessHours", "{\"days\":[]}", "businessHours.days", "Write at least one day")]
    [InlineData("services", "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"a\",\"name\":\"B\"}]", "services[1].id", "Give each one of its own.")]
    [InlineData("services", "[{\"id\":\"A b\",\"name\":\"A\"}]", "services[0].id", "Use small letters")]
    [InlineData("baseAddress", "\"incidents.example\"", "baseAddress", "Write a whole address")]
    [InlineData("baseAddress", "\"http://incidents.example\"", "baseAddress", "Write an https address")]
    [InlineData("listenAddress", "\"https://127.0.0.1:7071\"", "listenAddress", "Write only http, address and port")]
    [InlineData("subscribers", "{\"enabled\":\"no\"}", "subscribers.enabled", "Write true or false without quotes.")]
    [InlineData("subscribers", "{\"from\":\"Contoso\"}", "subscribers.from", "Write a name and an address")]
    [InlineData("subscribers", "{\"mailsPerHour\":0}", "subscribers.mailsPerHour", "Write a value from 1 to 60.")]
    [InlineData("heartbeatAddress", "\"ftp://watch.example\"", "heartbeatAddress", "Write a whole address")]
    // The status page.
    [InlineData("statusPage", "{\"colour\":\"#ffd21f\"}", "statusPage.colour", "The nearest that can be read is \"#876f10\".")]
    [InlineData("statusPage", "{\"colourDark\":\"#0b5cad\"}", "statusPage.colourDark", "The nearest that can be read is")]
    [InlineData("statusPage", "{\"colour\":\"blue\"}", "statusPage.colour", "six hexadecimal digits")]
    [InlineData("statusPage", "{\"logo\":\"https://contoso.example/logo.svg\"}", "statusPage.logo", "data:image/svg+xml;base64,")]
    [InlineData("statusPage", "{\"links\":[{\"name\":\"Support\",\"address\":\"support\"}]}", "statusPage.links[0].address", "Write a whole address")]
    [InlineData("statusPage", "{\"links\":[{\"name\":\" \",\"address\":\"https://contoso.example\"}]}", "statusPage.links[0].name", "Write what readers see.")]
    // Heartbeats.
    [InlineData("sources", "[{\"name\":\"w\",\"type\":\"heartbeat\",\"auth\":\"none\"}]", "sources[0].every", "Write how often it beats")]
    [InlineData("sources", "[{\"name\":\"w\",\"type\":\"heartbeat\",\"auth\":\"none\",\"every\":\"00:00:05\"}]", "sources[0].every", "Write a value from 00:00:10")]
    [InlineData("sources", "[{\"name\":\"w\",\"type\":\"heartbeat\",\"auth\":\"none\",\"every\":\"00:05:00\",\"grace\":\"2.00:00:00\"}]", "sources[0].grace", "Write a value from 00:00:00")]
    [InlineData("sources", "[{\"name\":\"w\",\"type\":\"heartbeat\",\"auth\":\"none\",\"every\":\"00:05:00\",\"service\":\" \"}]", "sources[0].service", "leave it out for \"monitoring\"")]
    [InlineData("sources", "[{\"name\":\"w\",\"type\":\"heartbeat\",\"auth\":\"sns\",\"topic\":\"arn:aws:sns:eu-west-1:1:t\",\"every\":\"00:05:00\"}]", "sources[0].auth", "Write bearer, basic")]
    [InlineData("sources", "[{\"name\":\"w\",\"type\":\"generic\",\"auth\":\"none\",\"grace\":\"00:05:00\"}]", "sources[0].grace", "write the type \"heartbeat\"")]
    // Microsoft Graph.
    [InlineData("channels", "{\"graph\":{\"organiser\":\"incidents@contoso.example\"}}", "channels.graph.organiser", "as Entra shows them")]
    [InlineData("channels", "{\"graph\":{\"organiser\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\",\"use\":[]}}", "channels.graph.use", "Write \"call\", \"calendar\" or both")]
    [InlineData("channels", "{\"graph\":{\"organiser\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\",\"tenant\":\"contoso\"}}", "channels.graph.tenant", "as Entra shows them")]
    [InlineData("channels", "{\"graph\":{\"organiser\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\",\"tenant\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\"}}", "channels.graph.clientId", "the app registration")]
    [InlineData("channels", "{\"graph\":{\"organiser\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\",\"tenant\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\"}}", "channels.graph.clientSecret", "env:NAME")]
    [InlineData("channels", "{\"graph\":{\"organiser\":\"0f9d7e7a-6a0e-4a57-9a0e-2f8f5f1c7b11\",\"clientSecret\":\"env:PATH\"}}", "channels.graph.tenant", "leave out the secret")]
    [InlineData("channels", "{\"posts\":{\"public\":[\"calendar\"]}}", "channels.posts.public[0]", "Choose another name")]
    // Slack and Teams. PATH is set everywhere, and is no token.
    [InlineData("channels", "{\"slack\":{\"conversation\":\"#incidents\",\"token\":\"env:PATH\"}}", "channels.slack.conversation", "not the name")]
    [InlineData("channels", "{\"slack\":{\"conversation\":\"C0123ABCD\",\"token\":\"env:PATH\"}}", "channels.slack.token", "begins with xoxb-")]
    [InlineData("channels", "{\"slack\":{\"conversation\":\"C0123ABCD\",\"token\":\"env:NOT_SET_ANYWHERE\"}}", "channels.slack.token", "Set NOT_SET_ANYWHERE")]
    [InlineData("channels", "{\"slack\":{\"conversation\":\"C0123ABCD\"}}", "channels.slack.token", "Write \"token\"")]
    [InlineData("channels", "{\"teams\":{\"address\":\"env:PATH\"}}", "channels.teams.address", "the workflow shows")]
    [InlineData("channels", "{\"posts\":{\"internal\":[\"slack\"]}}", "channels.posts.internal[0]", "Choose another name.")]
    // Ways to wake somebody.
    [InlineData("people[0].ways", "[{\"kind\":\"ntfy\",\"to\":\"topic\"}]", "people[0].ways[0]", "Write channels.push.address")]
    [InlineData("people[0].ways", "[{\"kind\":\"ntfy\",\"to\":\"a b\"}]", "people[0].ways[0].to", "Write a topic")]
    [InlineData("people[0].ways", "[{\"kind\":\"pushover\",\"to\":\"ana\"}]", "people[0].ways[0].to", "30 letters and digits")]
    [InlineData("people[0].ways", "[{\"kind\":\"pushover\"}]", "people[0].ways[0]", "Write channels.pushover.token")]
    [InlineData("people[0].ways", "[{\"kind\":\"webhook\",\"address\":\"http://phones.example\",\"secret\":\"env:PATH\"}]", "people[0].ways[0].address", "Write an https address.")]
    [InlineData("people[0].ways", "[{\"kind\":\"webhook\",\"address\":\"https://phones.example\",\"secret\":\"env:PATH\"}]", "people[0].ways[0].secret", "Set it to whsec_")]
    [InlineData("people[0].ways", "[{\"kind\":\"webhook\",\"secret\":\"env:PATH\"}]", "people[0].ways[0].address", "Write an https address.")]
    [InlineData("people[0].ways", "[{\"kind\":\"pagerDuty\"}]", "people[0].ways[0].secret", "Write \"env:NAME\"")]
    [InlineData("people[0].ways", "[{\"kind\":\"pagerDuty\",\"secret\":\"env:PATH\"}]", "people[0].ways[0].secret", "32 characters")]
    [InlineData("people[0].ways", "[{\"kind\":\"pagerDuty\",\"secret\":\"env:PATH\",\"after\":\"00:31:00\"}]", "people[0].ways[0].after", "Write a value from 00:00:00 to 00:30:00.")]
    [InlineData("people[0].ways", "[{\"kind\":\"pagerDuty\",\"after\":\"00:02:00\"},{\"kind\":\"pagerDuty\"}]", "people[0].ways[1].after", "in the order of their times")]
    [InlineData("people[0].ways", "[{\"kind\":\"fax\"}]", "people[0].ways[0].kind", "Write one of: ntfy,")]
    // The roster.
    [InlineData("people", "[]", "people", "Write at least one person")]
    [InlineData("people[0].roles", "[\"onCall\"]", "people", "Give somebody the role \"manager\"")]
    [InlineData("people[0].roles", "[\"manager\"]", "people", "Give somebody the role \"onCall\"")]
    [InlineData("people[1].roles", "[\"supportContact\"]", "people", "Give somebody the role \"dataProtectionOfficer\"")]
    [InlineData("people[1].id", "\"ana\"", "people[1].id", "Give each one of its own.")]
    [InlineData("people[0].mail", "\"Ana <ana@contoso.example>\"", "people[0].mail", "Write the address alone")]
    [InlineData("people[0].mail", "\"ana@contoso.example\\r\\nBcc: eve@evil.example\"", "people[0].mail", "Write the address alone")]
    [InlineData("people[0].name", "\"Ana\\r\\nBcc: eve@evil.example\"", "people[0].name", "on one line")]
    [InlineData("people[0].push", "\"topic\"", "people[0].push", "Write channels.push.address")]
    [InlineData("people[0].apiKeys", "[\"plain\"]", "people[0].apiKeys[0]", "never the secret itself")]
    [InlineData("rotation.people", "[]", "rotation.people", "Write the id of at least one person.")]
    [InlineData("rotation.people", "[\"anna\"]", "rotation.people[0]", "Did you mean \"ana\"?")]
    [InlineData("rotation.daysPerTurn", "0", "rotation.daysPerTurn", "Write a value from 1 to 366.")]
    [InlineData("rotation.overrides", "[{\"from\":\"2026-08-03T09:00Z\",\"to\":\"2026-08-02T09:00Z\",\"person\":\"rui\"}]", "rotation.overrides[0].to", "Write a moment later than from.")]
    [InlineData("rotation.overrides", "[{\"from\":\"2026-08-03T09:00Z\",\"to\":\"2026-08-04T09:00Z\",\"person\":\"rui\"}]", "rotation.overrides[0].person", "Write one of: ana, bea.")]
    // Thresholds and texts.
    [InlineData("thresholds", "{\"cadenceCritical\":\"00:21:00\"}", "thresholds.cadenceCritical", "Write a value from 00:00:01 to 00:20:00.")]
    [InlineData("thresholds", "{\"minUsers\":0}", "thresholds.minUsers", "Write a value from 1 to 1000000.")]
    [InlineData("thresholds", "{\"silentInvestigating\":\"00:10:00\"}", "thresholds.silentInvestigating", "templates.public.investigating.approvedBy")]
    [InlineData("templates", "{\"public\":{\"update\":{\"text\":\"{servce} is down\"}}}", "templates.public.update.text", "Did you mean {service}?")]
    [InlineData("templates", "{\"internal\":{\"resolved\":{\"title\":\"{ETA}\"}}}", "templates.internal.resolved.title", "The fields are: company, service,")]
    [InlineData("templates", "{\"public\":{\"update\":{\"title\":\"a\\nb\"}}}", "templates.public.update.title", "Write it so")]
    [InlineData("templates", "{\"public\":{\"uptade\":{}}}", "templates.public.uptade", "Write one of: investigating,")]
    [InlineData("templates", "{\"public\":{\"investigating\":{\"approvedBy\":\"bea\"}}}", "templates.public.investigating.approvedBy", "Write the id of a manager.")]
    [InlineData("templates", "{\"public\":{\"resolved\":{\"approvedBy\":\"ana\"}}}", "templates.public.resolved.approvedBy", "Leave it out.")]
    [InlineData("templates", "{\"fallbacks\":{\"eta\":\"soon\"}}", "templates.fallbacks.eta", "The fields are:")]
    // Channels and sources.
    [InlineData("channels", "{\"mail\":{\"from\":\"nobody\"}}", "channels.mail.from", "Write a name and an address")]
    [InlineData("channels", "{\"mail\":{\"smtp\":{\"host\":\"mail.contoso.example\",\"tls\":\"none\"}}}", "channels.mail.smtp.tls", "Write \"startTls\"")]
    [InlineData("channels", "{\"mail\":{\"smtp\":{\"host\":\"localhost\",\"port\":0}}}", "channels.mail.smtp.port", "Write a value from 1 to 65535.")]
    [InlineData("channels", "{\"mail\":{\"smtp\":{\"host\":\"localhost\",\"user\":\"me\"}}}", "channels.mail.smtp.password", "Write \"env:NAME\"")]
    [InlineData("channels", "{\"mail\":{\"smtp\":{\"host\":\"localhost\",\"user\":\"me\",\"password\":\"env:NOT_SET_ANYWHERE\"}}}", "channels.mail.smtp.password", "Set NOT_SET_ANYWHERE")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"mail.contoso.example\",\"user\":\"b\",\"password\":\"env:PATH\",\"tls\":\"none\"}}}", "channels.mail.bounces.tls", "Write \"onConnect\"")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"imaps://mail.contoso.example\",\"user\":\"b\",\"password\":\"env:PATH\"}}}", "channels.mail.bounces.host", "Write the name or address alone")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"port\":0,\"password\":\"env:PATH\"}}}", "channels.mail.bounces.port", "Write a value from 1 to 65535.")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\"}}}", "channels.mail.bounces.password", "for Exchange Online write tenant")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"password\":\"env:NOT_SET_ANYWHERE\"}}}", "channels.mail.bounces.password", "Set NOT_SET_ANYWHERE")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"password\":\"env:PATH\",\"folder\":\"\"}}}", "channels.mail.bounces.folder", "Write \"INBOX\"")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"password\":\"env:PATH\",\"address\":\"b@contoso.example\"}}}", "channels.mail.bounces.address", "Write channels.mail.smtp")]
    [InlineData("channels", "{\"mail\":{\"smtp\":{\"host\":\"localhost\"},\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"password\":\"env:PATH\",\"address\":\"B <b@contoso.example>\"}}}", "channels.mail.bounces.address", "Write the address alone")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"clientId\":\"c\"}}}", "channels.mail.bounces.tenant", "Write the directory's id.")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"tenant\":\"contoso\",\"clientId\":\"c\",\"clientSecret\":\"env:PATH\"}}}", "channels.mail.bounces.tenant", "Write 32 hexadecimal digits")]
    [InlineData("channels", "{\"mail\":{\"bounces\":{\"host\":\"localhost\",\"user\":\"b\",\"tenant\":\"00000000-0000-0000-0000-000000000001\",\"password\":\"env:PATH\",\"clientId\":\"c\"}}}", "channels.mail.bounces.clientSecret", "Write \"env:NAME\"")]
    [InlineData("channels", "{\"push\":{\"address\":\"ntfy\"}}", "channels.push.address", "Write a whole address")]
    [InlineData("channels", "{\"call\":{\"address\":\"https://meet.example/?room=\"}}", "channels.call.address", "Leave out the ?")]
    [InlineData("channels", "{\"posts\":{\"internal\":[\"mail\"]}}", "channels.posts.internal[0]", "Choose another name.")]
    [InlineData("channels", "{\"posts\":{\"internal\":[\"x\"],\"public\":[\"x\"]}}", "channels.posts.public[0]", "Give each channel a name of its own.")]
    [InlineData("channels", "{\"posts\":{\"x\":{\"consumerKey\":\"env:PATH\",\"consumerSecret\":\"env:PATH\",\"accessToken\":\"env:PATH\",\"accessTokenSecret\":\"env:PATH\"}}}", "channels.posts.x.channel", "Add \"x\" to channels.posts.public.")]
    [InlineData("sources", "[{\"name\":\"a\",\"type\":\"generic\"}]", "sources[0].auth", "Write \"auth\"")]
    [InlineData("sources", "[{\"name\":\"a\",\"type\":\"generic\",\"auth\":\"bearer\"}]", "sources[0].secret", "Write \"env:NAME\"")]
    [InlineData("sources", "[{\"name\":\"a\",\"type\":\"generic\",\"auth\":\"none\"},{\"name\":\"a\",\"type\":\"generic\",\"auth\":\"none\"}]", "sources[1].name", "Give each one of its own.")]
    public void It_says_where_and_what_to_write_instead(string at, string json, string path, string instead)
    {
        var loaded = ResponseConfiguration.Parse(With(at, json));

        Assert.Null(loaded.Configuration);
        Assert.Contains(loaded.Problems, p => p.Path == path && p.Instead.Contains(instead, StringComparison.Ordinal));
    }

    [Fact]
    public void A_signing_secret_is_never_a_hash() => Assert.Contains(
        ResponseConfiguration.Parse(With("sources", $$"""[{"name":"a","type":"generic","auth":"whsec","secret":"sha256:{{new string('0', 64)}}"}]""")).Problems,
        p => p is { Path: "sources[0].secret" } && p.Message.StartsWith("A hash does not do here", StringComparison.Ordinal));

    [Fact]
    public void A_secret_that_stands_in_the_file_is_not_repeated() => Assert.DoesNotContain(
        ResponseConfiguration.Parse(With("people[0].apiKeys", """["hunter2"]""")).Problems,
        p => p.Message.Contains("hunter2", StringComparison.Ordinal));

    [Fact]
    public void Anybody_may_send_only_while_everything_is_on_loopback()
    {
        var json = JsonNode.Parse(With("sources", """[{"name":"a","type":"generic","auth":"none"}]"""))!;
        json["listenAddress"] = "http://0.0.0.0:7071";

        Assert.Equal("sources[0].auth", Assert.Single(ResponseConfiguration.Parse(json.ToJsonString()).Problems).Path);
    }

    [Fact]
    public void All_problems_come_at_once()
    {
        var loaded = ResponseConfiguration.Parse("""{ "timeZone": "Moon", "people": [ { "id": "Ana", "nam": "x" } ], "thresholds": { "minUsers": 0, }, /* why */ }""");

        Assert.Equal(
            ["people[0].nam", "people[0].name", "people[0].mail", "company", "rotation", "timeZone", "people", "people[0].id", "thresholds.minUsers"],
            loaded.Problems.Select(p => p.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"company\": \"a\" \"b\" }")]
    public void What_is_not_json_is_one_problem(string text) => Assert.StartsWith("This is not JSON", Assert.Single(ResponseConfiguration.Parse(text).Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_configuration_has_problems_too(string text) => Assert.NotEmpty(ResponseConfiguration.Parse(text).Problems);

    [Fact]
    public void A_key_given_twice_is_a_problem() =>
        Assert.Equal("company", Assert.Single(ResponseConfiguration.Parse(Valid.Replace("\"timeZone\"", "\"company\": \"Fabrikam\", \"timeZone\"", StringComparison.Ordinal)).Problems).Path);

    [Fact]
    public void A_file_that_is_not_there_is_a_problem() => Assert.Contains("cannot be read", Assert.Single(ResponseConfiguration.Load("/no/such/response.json").Problems).Message, StringComparison.Ordinal);

    static string With(string at, string json)
    {
        var root = JsonNode.Parse(Valid)!;
        var names = at.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var place = names[..^1].Aggregate(root, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);
        place[names[^1]] = JsonNode.Parse(json);
        return root.ToJsonString();
    }
}
