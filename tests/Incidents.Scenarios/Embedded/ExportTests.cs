using System.Text.Json;
using System.Text.Json.Nodes;

namespace Incidents.Scenarios.Embedded;

public class ExportTests
{
    [Fact]
    public async Task The_register_of_a_rehearsed_breach_holds_what_article_33_5_asks_for()
    {
        using var folder = new TestFolder();
        var drill = await HostProcess.RunAsync("drill breach --exit", folder.Path);
        Assert.True(drill.ExitCode == 0, drill.Said);

        var (exitCode, said) = await HostProcess.RunAsync("export --register --data data-drill", folder.Path);

        Assert.True(exitCode == 0, said);
        var entry = Assert.Single(JsonNode.Parse(said)!.AsArray())!;
        Assert.True(entry["exercise"]!.GetValue<bool>());
        Assert.Equal("The reading address has a key of ours.", entry["suspicion"]!.GetValue<string>());
        var record = entry["record"]!;
        Assert.Equal(["Unauthorised reading.", "Names and mail addresses.", "Unwanted mail; attempts to deceive.", "Keys replaced, affected persons warned."],
            new[] { "nature", "data", "consequences", "measures" }.Select(field => record[field]!.GetValue<string>()));
        Assert.Equal(1200, record["personsAffected"]!.GetValue<int>());
        Assert.Equal("CNPD 2026/118", entry["notified"]!["reference"]!.GetValue<string>());
        Assert.False(entry["notifiedLate"]!.GetValue<bool>());
        Assert.Equal(TimeSpan.FromHours(72), entry["notifyBy"]!.GetValue<DateTimeOffset>() - entry["awareAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal("Logs are private unless somebody says otherwise.", Assert.Single(entry["followUpActions"]!.AsArray())!["what"]!.GetValue<string>());
        Assert.Empty(entry["missing"]!.AsArray());
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_named()
    {
        using var folder = new TestFolder();
        await HostProcess.RunAsync("drill night --exit", folder.Path);

        var missing = await HostProcess.RunAsync("export 20260101-none --data data-drill", folder.Path);
        var register = await HostProcess.RunAsync("export --register --data data-drill", folder.Path);

        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("There is no incident 20260101-none.", missing.Said, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(register.Said).RootElement.ValueKind);
        Assert.Empty(JsonNode.Parse(register.Said)!.AsArray());
    }
}
