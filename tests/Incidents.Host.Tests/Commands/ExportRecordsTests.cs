using System.CommandLine;
using System.Text.Json;
using Incidents.Adapters.Log;
using Incidents.Host.Commands;

namespace Incidents.Host.Tests.Commands;

public sealed class ExportRecordsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("incidents-export-").FullName;
    readonly StringWriter output = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
    }

    [Fact]
    public async Task Every_record_is_printed_as_json_while_a_host_runs_on_the_folder()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var log = SqliteIncidentLog.Open(Path.Combine(folder, SqliteIncidentLog.FileName));
        await log.PutRecordAsync("maintenance", "m1", """{"title":"São João"}""", null, ct);
        await log.PutRecordAsync("subscriber", "s1", "no json", null, ct);

        Assert.Equal(0, await ExportCommand.Create().Parse(["--records", "--data", folder]).InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, ct));
        using var printed = JsonDocument.Parse(output.ToString());
        Assert.Equal(
            [("maintenance", "m1", """{"title":"São João"}"""), ("subscriber", "s1", "\"no json\"")],
            printed.RootElement.EnumerateArray().Select(r => (r.GetProperty("kind").GetString()!, r.GetProperty("key").GetString()!, Compact(r.GetProperty("body")))));
    }

    static string Compact(JsonElement body) => JsonSerializer.Serialize(body, Incidents.Desk.LogJson.Options);
}
