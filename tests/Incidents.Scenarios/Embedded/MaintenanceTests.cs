using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Incidents.Scenarios.Embedded;

/// <summary>Planned maintenance by command line on a real host that is killed before its time comes.</summary>
public partial class MaintenanceTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_is_entered_by_command_line_begins_by_itself_after_a_kill_and_is_in_the_second_copy_of_the_page()
    {
        using var folder = new TestFolder();
        var port = HostProcess.FreePort();
        var arguments = Company.Write(folder, port);
        var company = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("response.json"), TestContext.Current.CancellationToken))!;
        company["services"] = new JsonArray(new JsonObject { ["id"] = "checkout", ["name"] = "Checkout" });
        await File.WriteAllTextAsync(folder.File("response.json"), company.ToJsonString(), TestContext.Current.CancellationToken);
        var host = await HostProcess.ServeAsync(arguments, folder.Path);
        try
        {
            var client = $"--host http://127.0.0.1:{port} {arguments}";
            var refused = await HostProcess.RunAsync($"maintenance add --as ana --title Upgrade --text \"Payments pause.\" --service shop --start 2030-01-05T22:00 --end 2030-01-05T23:00 {client}", folder.Path);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("There is no service \"shop\"", refused.Said, StringComparison.Ordinal);

            var start = DateTimeOffset.UtcNow.AddSeconds(12);
            var added = await HostProcess.RunAsync($"maintenance add --publish --as mia --title Upgrade --text \"Payments pause.\" --service checkout=PartialOutage --start {Text(start)} --end {Text(start.AddHours(1))} {client}", folder.Path);
            Assert.True(added.ExitCode == 0, added.Said);
            var id = Id().Match(added.Said).Value;
            Assert.Contains("Scheduled", added.Said, StringComparison.Ordinal);

            await host.KillAsync();
            host.Dispose();
            host = await HostProcess.ServeAsync(arguments, folder.Path);
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/status/") };
            await EventuallyAsync(async () => (await http.GetStringAsync(new Uri("api/v2/scheduled-maintenances/active.json", UriKind.Relative))).Contains(id, StringComparison.Ordinal));
            Assert.Contains("partial_outage", await http.GetStringAsync(new Uri("api/v2/summary.json", UriKind.Relative)), StringComparison.Ordinal);

            var extended = await HostProcess.RunAsync($"maintenance extend {id} --as ana --end {Text(start.AddHours(2))} {client}", folder.Path);
            Assert.True(extended.ExitCode == 0, extended.Said);
            var done = await HostProcess.RunAsync($"maintenance complete {id} --as ana {client}", folder.Path);
            Assert.Contains("Completed", done.Said, StringComparison.Ordinal);
            Assert.Contains("Only an incident response manager", (await HostProcess.RunAsync($"maintenance add --publish --as ana --title Next --text x --service checkout --start 2030-01-05T22:00 --end 2030-01-05T23:00 {client}", folder.Path)).Said, StringComparison.Ordinal);
            var list = await HostProcess.RunAsync($"maintenance list --as ana {client}", folder.Path);
            Assert.Contains("Draft, revision 1  Next", list.Said, StringComparison.Ordinal);

            var copy = await HostProcess.RunAsync($"publish --to copy {arguments}", folder.Path);
            Assert.True(copy.ExitCode == 0, copy.Said);
            Assert.Contains("The maintenance is over.", await File.ReadAllTextAsync(folder.File($"copy/incidents/{id}/index.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            host.Dispose();
        }
    }

    static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!await holds())
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }
    }

    [GeneratedRegex(@"m-\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
