using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Host.Commands;

/// <summary><c>export INCIDENT</c>: the whole record as JSON; <c>--register</c>: the entry of the register of breaches (GDPR article 33(5)); <c>--records</c>: what is stored beside incidents.</summary>
static class ExportCommand
{
    static readonly JsonSerializerOptions Readable = new(LogJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var incident = new Argument<string?>("incident") { Description = "The incident's id; with --register it may be left out for every breach.", Arity = ArgumentArity.ZeroOrOne };
        var register = new Option<bool>("--register") { Description = "The register of breaches of GDPR article 33(5) instead of the record." };
        var records = new Option<bool>("--records") { Description = "What is stored beside the incidents, such as planned maintenance, instead of an incident's record." };
        var data = Shared.Data();
        var command = new Command("export", "Prints an incident's record as JSON, the register of breaches, or the records beside the incidents.") { incident, register, records, data };
        command.SetAction((parsed, cancellationToken) => ExportAsync(parsed.GetValue(incident), parsed.GetValue(register), parsed.GetValue(records), parsed.GetValue(data)!.FullName, parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    static async Task<int> ExportAsync(string? incident, bool register, bool records, string data, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        // From a copy, so that a running host is not disturbed.
        var copy = Path.Combine(Path.GetTempPath(), $"export-{Guid.NewGuid():N}.db");
        try
        {
            SqliteIncidentLog.Backup(Path.Combine(data, SqliteIncidentLog.FileName), copy);
            await using var log = SqliteIncidentLog.Open(copy);
            if (register)
            {
                return await RegisterAsync(log, incident, console.Output, cancellationToken);
            }

            if (records)
            {
                return await RecordsAsync(log, console.Output, cancellationToken);
            }

            if (incident is null || await log.ReadAsync(incident, 1, cancellationToken) is not { Count: > 0 } events)
            {
                await console.Error.WriteLineAsync(incident is null ? "Which incident? Its id is at the top of its page in the console." : $"There is no incident {incident}.");
                return 1;
            }

            await console.Output.WriteLineAsync(Json(new
            {
                Id = incident,
                Head = await log.HeadAsync(incident, cancellationToken),
                Events = events,
                Deliveries = await log.LedgerAsync(incident, cancellationToken),
            }));
            return 0;
        }
        catch (DataFolderException exception)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        finally
        {
            foreach (var file in new[] { copy, $"{copy}-wal", $"{copy}-shm" })
            {
                File.Delete(file);
            }
        }
    }

    static async Task<int> RegisterAsync(SqliteIncidentLog log, string? incident, TextWriter output, CancellationToken cancellationToken)
    {
        var entries = new List<BreachEntry>();
        foreach (var head in (await log.HeadsAsync(HeadFilter.All, int.MaxValue, cancellationToken)).Where(head => incident is null || head.Id == incident))
        {
            entries.AddRange(BreachRegister.Of(head.Id, [.. (await log.ReadAsync(head.Id, 1, cancellationToken)).Select(stored => stored.Event)]));
        }

        await output.WriteLineAsync(Json(entries));
        return 0;
    }

    // A body that is no JSON is printed as the text that it is: an export leaves nothing out.
    static async Task<int> RecordsAsync(SqliteIncidentLog store, TextWriter output, CancellationToken cancellationToken)
    {
        var all = new List<object>();
        foreach (var kind in await store.RecordKindsAsync(cancellationToken))
        {
            for (RecordPage? page = null; page is null || page.Next is not null;)
            {
                page = await store.RecordsAsync(kind, page?.Next, 1_000, cancellationToken);
                all.AddRange(page.Records.Select(record => new { record.Kind, record.Key, record.Version, Body = Body(record.Json) }));
            }
        }

        await output.WriteLineAsync(Json(all));
        return 0;
    }

    static string Json(object value) => SafeText.EscapedJson(JsonSerializer.Serialize(value, Readable));

    static object Body(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
