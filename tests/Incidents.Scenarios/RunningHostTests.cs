using System.Text.Json.Nodes;

namespace Incidents.Scenarios;

/// <summary>What somebody needs who runs the scenarios against a host that runs already.</summary>
public class RunningHostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_configuration_that_a_running_host_needs_is_written_on_request()
    {
        using var folder = new TestFolder();
        var path = Setting("INCIDENTS_SCENARIO_WRITE") ?? folder.File("response.json");
        var address = new Uri(Setting("INCIDENTS_SCENARIO_BASE") ?? "https://incidents.example.com");
        var key = Setting("INCIDENTS_SCENARIO_KEY") is { } secret ? new ScenarioKey(secret) : ScenarioKey.New();
        var company = Hosts.Usual with { Mails = Setting("INCIDENTS_SCENARIO_ADDRESSES") ?? Hosts.Usual.Mails };

        await File.WriteAllTextAsync(path, company.Write(address, new Uri("http://127.0.0.1:7071"), smtpPort: null, key));

        output.WriteLine($"{path} for {address}, with {ScenarioKey.SigningVariable}={key.Signing}");
        var written = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        Assert.Equal(address.AbsoluteUri.TrimEnd('/'), written["baseAddress"]!.GetValue<string>());
        Assert.Equal(CompanyFile.People.Select(person => company.MailOf(person.Id)), written["people"]!.AsArray().Select(person => person!["mail"]!.GetValue<string>()));
        Assert.DoesNotContain(key.Secret, written.ToJsonString(), StringComparison.Ordinal);
    }

    static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : null;
}
