using System.Text.RegularExpressions;
using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Scenarios.Embedded;

/// <summary>Monitoring itself dies, and on-call is told.</summary>
public partial class WatchdogTests
{
    [Fact]
    public async Task When_the_real_alertmanager_that_sends_the_watchdog_is_killed_on_call_is_told_and_its_next_beat_ends_it()
    {
        using var folder = new TestFolder();
        var port = HostProcess.FreePort();
        var serve = Company.Write(folder, port);
        await File.WriteAllTextAsync(folder.File("response.json"), (await File.ReadAllTextAsync(folder.File("response.json"))).Replace("""{ "name": "generic", "type": "generic", "auth": "none" }""",
            """{ "name": "watchdog", "type": "heartbeat", "auth": "bearer", "secret": "env:WATCHDOG_TOKEN", "every": "00:00:10", "grace": "00:00:02" }""", StringComparison.Ordinal));
        var receivers = $$"""
              - name: incidents
                webhook_configs:
                  - url: http://127.0.0.1:{{port}}/api/alerts/watchdog
                    http_config: { authorization: { credentials: the-token } }
            """;
        using var host = await HostProcess.ServeAsync(serve, folder.Path, ("WATCHDOG_TOKEN", "the-token"));
        using var people = new Responders(folder, port);
        using (var alertmanager = AlertmanagerProcess.Start(folder, receivers, Route))
        {
            await alertmanager.PostAsync("Watchdog", DateTimeOffset.UtcNow);
            // It repeats, and is not silent, for longer than the silence that is allowed.
            var first = await ReadyAsync(port, line => line.Contains("last beat", StringComparison.Ordinal));
            await ReadyAsync(port, line => BeatOf(line) - BeatOf(first) > TimeSpan.FromSeconds(14) && !line.Contains("silent", StringComparison.Ordinal));
        }

        await people.AnswerAsync("Please look at this", "acknowledge");
        await ReadyAsync(port, line => line.Contains("silent", StringComparison.Ordinal));

        using var restarted = AlertmanagerProcess.Start(folder, receivers, Route);
        await restarted.PostAsync("Watchdog", DateTimeOffset.UtcNow);
        await ReadyAsync(port, line => !line.Contains("silent", StringComparison.Ordinal));

        Assert.Equal(0, await host.StopAsync());
        await using var log = SqliteIncidentLog.Open(folder.File($"data/{SqliteIncidentLog.FileName}"));
        var head = Assert.Single(await log.HeadsAsync(HeadFilter.All, 10, CancellationToken.None));
        Assert.StartsWith("watchdog has not been heard since", head.Title, StringComparison.Ordinal);
        var incident = Incident.None.Apply((await log.ReadAsync(head.Id, 1, CancellationToken.None)).Select(stored => stored.Event));
        Assert.False(Assert.Single(incident.Alerts.Values).Firing);
    }

    const string Route = "group_interval: 1s\n  repeat_interval: 2s";

    static DateTimeOffset BeatOf(string line) => DateTimeOffset.Parse(Beat().Match(line).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    static async Task<string> ReadyAsync(int port, Func<string, bool> holds)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(Responders.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var line = "";
        try
        {
            while (await pause.WaitForNextTickAsync(limit.Token))
            {
                line = (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), limit.Token)).Split('\n').Single(l => l.StartsWith("heartbeat watchdog: ", StringComparison.Ordinal));
                if (holds(line))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Last: {line}");
        }

        return line;
    }

    [GeneratedRegex("last beat (\\S+)$")]
    private static partial Regex Beat();
}
