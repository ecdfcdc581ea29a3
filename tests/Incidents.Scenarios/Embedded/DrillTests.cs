namespace Incidents.Scenarios.Embedded;

public class DrillTests
{
    [Theory]
    [InlineData("outage")]
    [InlineData("night")]
    [InlineData("breach")]
    public async Task A_drill_goes_as_its_scenario_says(string scenario)
    {
        using var folder = new TestFolder();

        var (exitCode, said) = await HostProcess.RunAsync($"drill {scenario} --exit", folder.Path);

        Assert.True(exitCode == 0, said);
        Assert.Contains("The rehearsal went as planned.", said, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.EnumerateFiles(folder.File("data-drill/mail"), "*.eml"));
        Assert.Contains("EXERCISE", await File.ReadAllTextAsync(folder.File("data-drill/status/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_companys_own_roster_is_rehearsed_without_the_secrets_of_its_sources()
    {
        using var folder = new TestFolder();
        var sample = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples/response.json"));
        await File.WriteAllTextAsync(folder.File("response.json"), sample.Replace("{ \"name\": \"alertmanager\", \"type\": \"alertmanager\", \"auth\": \"none\" }",
            $$"""{ "name": "production", "type": "alertmanager", "auth": "bearer", "secret": "sha256:{{new string('a', 64)}}" }""", StringComparison.Ordinal));

        var (exitCode, said) = await HostProcess.RunAsync("drill night --exit", folder.Path);

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task The_status_page_of_the_outage_shows_it_resolved_with_its_post_mortem()
    {
        using var folder = new TestFolder();

        var (exitCode, said) = await HostProcess.RunAsync("drill --exit --data here", folder.Path);

        Assert.True(exitCode == 0, said);
        Assert.Contains("Resolved", await File.ReadAllTextAsync(folder.File("here/status/index.html")), StringComparison.Ordinal);
        var page = Assert.Single(Directory.EnumerateFiles(folder.File("here/status/incidents"), "index.html", SearchOption.AllDirectories));
        Assert.Contains("Our load test did not know that limit", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_drill_in_the_same_folder_begins_anew()
    {
        using var folder = new TestFolder();
        await HostProcess.RunAsync("drill night --exit", folder.Path);

        var (exitCode, said) = await HostProcess.RunAsync("drill night --exit", folder.Path);

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task A_drill_never_touches_a_folder_that_is_not_a_drills()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllTextAsync(folder.File("data/kind"), "production");
        await File.WriteAllTextAsync(folder.File("data/incidents.db"), "precious");
        Directory.CreateDirectory(folder.File("letters"));
        await File.WriteAllTextAsync(folder.File("letters/mum.txt"), "precious");

        var production = await HostProcess.RunAsync("drill --exit --data data", folder.Path);
        var letters = await HostProcess.RunAsync("drill --exit --data letters", folder.Path);

        Assert.Equal([1, 1], [production.ExitCode, letters.ExitCode]);
        Assert.Contains("production", production.Said, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(folder.File("data/incidents.db")));
        Assert.Equal("precious", await File.ReadAllTextAsync(folder.File("letters/mum.txt")));
    }

    [Fact]
    public async Task A_scenario_that_is_not_kept_fails_the_drill_and_says_why()
    {
        using var folder = new TestFolder();
        var scenario = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples/scenarios/night.json"))).Replace("\"phase\": \"Closed\"", "\"phase\": \"Dismissed\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("mine.json"), scenario);

        var (exitCode, said) = await HostProcess.RunAsync("drill mine.json --exit", folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("The incident stands at Closed; Dismissed was planned.", said, StringComparison.Ordinal);
    }
}
