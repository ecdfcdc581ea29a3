using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Incidents.Host.Composition;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary>A person at the API of a running host: signed in by the data folder's key, as <c>sign-in</c> does, or with the person's API key.</summary>
sealed class MaintenanceClient : IDisposable
{
    static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly HttpClient http;
    readonly InvocationConfiguration console;

    MaintenanceClient(HttpClient http, TimeZoneInfo zone, InvocationConfiguration console) => (this.http, Zone, this.console) = (http, zone, console);

    /// <summary>In which times without an offset are read.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Gives a command the options of a client, and runs it with one.</summary>
    public static Command Equip(Command command, Func<ParseResult, MaintenanceClient, CancellationToken, Task<int>> run)
    {
        var person = new Option<string?>("--as") { Description = $"Who you are: a person's id. Signs in with the key in the data folder; without it the person's API key in {Shared.KeyVariable} counts, which publishes nothing." };
        var host = Shared.Address("--host", "Where the host listens. Default: the configuration's listenAddress.");
        var config = Shared.Config();
        var data = Shared.Data();
        foreach (var option in (Option[])[person, host, config, data])
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, ct) =>
        {
            var said = parsed.InvocationConfiguration;
            var loaded = ResponseConfiguration.Load(Shared.PathOf(parsed.GetValue(config)), Shared.NoSecrets);
            if (Shared.Refused(loaded, said.Error))
            {
                return 1;
            }

            using var caller = new HttpClient { BaseAddress = parsed.GetValue(host) ?? new Uri(loaded.Configuration!.ListenAddress), Timeout = TimeSpan.FromSeconds(30) };
            if (Problem(caller, parsed.GetValue(person), parsed.GetValue(data)!, loaded.Configuration!) is { } problem)
            {
                await said.Error.WriteLineAsync(problem);
                return 1;
            }

            using var client = new MaintenanceClient(caller, TimeZoneInfo.FindSystemTimeZoneById(loaded.Configuration!.TimeZone), said);
            try
            {
                return await run(parsed, client, ct);
            }
            catch (HttpRequestException exception)
            {
                await said.Error.WriteLineAsync($"Nothing answers at {caller.BaseAddress}: {exception.Message} Is \"serve\" running? Nothing was changed, as far as can be told.");
                return 1;
            }
        });
        return command;
    }

    /// <summary>Posts; the answer, or null after the reason was printed.</summary>
    public async Task<JsonObject?> SendAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(path, body, ct);
        return await ReadAsync(answer, ct) as JsonObject;
    }

    /// <summary>Prints a document.</summary>
    public async Task<int> PrintAsync(string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
        if (await ReadAsync(answer, ct) is not { } document)
        {
            return 1;
        }

        await console.Output.WriteLineAsync(SafeText.EscapedJson(document.ToJsonString(Readable)));
        return 0;
    }

    /// <summary>Prints all of it, a line each.</summary>
    public async Task<int> PrintListAsync(CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri("api/maintenance", UriKind.Relative), ct);
        if (await ReadAsync(answer, ct) is not JsonArray all)
        {
            return 1;
        }

        foreach (var work in all.OfType<JsonObject>())
        {
            await SayAsync(work);
        }

        if (all.Count == 0)
        {
            await console.Output.WriteLineAsync("Nothing is planned.");
        }

        return 0;
    }

    /// <summary>Prints one in a line or two.</summary>
    public async Task<int> SayAsync(JsonObject work)
    {
        var state = (bool)work["cancelled"]! ? "Cancelled" : (bool)work["public"]! ? (string)work["state"]! : $"Draft, revision {work["revision"]}";
        await console.Output.WriteLineAsync($"{work["id"]}  {Local("start")} - {Local("end")}  {state}  {SafeText.Line((string)work["title"]!)}");
        if (work["concern"] is { } concern)
        {
            await console.Output.WriteLineAsync($"    {concern}");
        }

        return 0;

        string Local(string name) => Words.Time((DateTimeOffset)work[name]!, Zone);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    static string? Problem(HttpClient caller, string? person, DirectoryInfo data, ResponseConfiguration configuration)
    {
        if (person is null)
        {
            if (Environment.GetEnvironmentVariable(Shared.KeyVariable) is not { Length: > 0 } key)
            {
                return $"Say who you are with --as PERSON, or put a person's API key into {Shared.KeyVariable}.";
            }

            caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return null;
        }

        if (configuration.Find(person) is null)
        {
            return $"Nobody has the id \"{person}\". People: {string.Join(", ", configuration.People.Select(p => p.Id))}.";
        }

        if (!data.Exists)
        {
            return $"There is no data folder {data.FullName}. Name the host's with --data.";
        }

        // Whichever of the two the host reads; its address decides, and it may differ from the configuration's.
        var session = Secrets.Approvals(data.FullName).SessionToken(person, TimeProvider.System.GetUtcNow() + Life);
        caller.DefaultRequestHeaders.Add("Cookie", $"session={session}; __Host-session={session}");
        return null;
    }

    async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (answer.IsSuccessStatusCode)
        {
            return JsonNode.Parse(text);
        }

        await console.Error.WriteLineAsync(Detail(text) ?? $"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        return null;
    }

    static string? Detail(string problem)
    {
        try
        {
            return (string?)JsonNode.Parse(problem)?["detail"];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
