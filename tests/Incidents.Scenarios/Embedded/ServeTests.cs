using System.Net;

namespace Incidents.Scenarios.Embedded;

public class ServeTests
{
    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_and_told_why()
    {
        using var folder = new TestFolder();
        using var first = await HostProcess.ServeAsync($"--urls http://127.0.0.1:{HostProcess.FreePort()}", folder.Path);

        var (exitCode, said) = await HostProcess.RunAsync($"serve --urls http://127.0.0.1:{HostProcess.FreePort()}", folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("Another process is using", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_says_where_to_look_serves_the_status_page_and_stops_when_told(bool configured)
    {
        using var folder = new TestFolder();
        if (configured)
            File.Copy(Path.Combine(AppContext.BaseDirectory, "samples/response.json"), folder.File("response.json"));
        var address = new Uri($"http://127.0.0.1:{HostProcess.FreePort()}/");
        using var host = await HostProcess.ServeAsync($"--urls {address}", folder.Path);
        using var visitor = new HttpClient { BaseAddress = address };

        Assert.Contains($"{address}incidents", host.Said, StringComparison.Ordinal);
        Assert.Contains($"{address}status/", host.Said, StringComparison.Ordinal);
        Assert.Contains("/sign-in/", host.Said, StringComparison.Ordinal);
        Assert.Contains("All services are operating normally", await visitor.GetStringAsync(new Uri("status/", UriKind.Relative)), StringComparison.Ordinal);
        using var nothing = await visitor.GetAsync(new Uri("status/incidents/never/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Contains("<html", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(new Uri("health/ready", UriKind.Relative))).StatusCode);
        Assert.NotEmpty(Directory.EnumerateFiles(folder.File("data/secrets")));
        Assert.All(Directory.EnumerateFiles(folder.File("data/secrets")), secret => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(secret) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task A_host_refuses_to_start_on_problems_and_prints_them_all()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("response.json"), """{ "company": "", "timeZone": "Mars/Olympus", "people": [], "rotation": { "people": ["nobody"], "start": "2026-01-05" } }""");

        var served = await HostProcess.RunAsync("serve", folder.Path);
        var check = await HostProcess.RunAsync("check", folder.Path);

        Assert.Equal([1, 1], [served.ExitCode, check.ExitCode]);
        Assert.All(["company:", "timeZone:"], path => Assert.Contains(path, served.Said, StringComparison.Ordinal));
        Assert.Equal(check.Said, served.Said);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task A_backup_is_written_beside_a_running_host_and_an_alert_sent_from_a_file_is_in_it()
    {
        using var folder = new TestFolder();
        var address = $"http://127.0.0.1:{HostProcess.FreePort()}";
        using var host = await HostProcess.ServeAsync($"--urls {address}", folder.Path);
        var payload = Path.Combine(AppContext.BaseDirectory, "samples/alerts/alertmanager-firing.json");

        var sent = await HostProcess.RunAsync($"send \"{payload}\" --to alertmanager --host {address}", folder.Path);
        var backup = await HostProcess.RunAsync("backup copy.db", folder.Path);
        var again = await HostProcess.RunAsync("backup copy.db", folder.Path);

        Assert.True(sent.ExitCode == 0 && sent.Said.StartsWith("202", StringComparison.Ordinal), sent.Said);
        Assert.True(backup.ExitCode == 0, backup.Said);
        Assert.Equal(1, again.ExitCode);
        Assert.True(new FileInfo(folder.File("copy.db")).Length > 0);
    }
}
