using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Scenarios.Embedded;

/// <summary>A real Alertmanager, configured as docs/operations.md says.</summary>
public class AlertmanagerTests
{
    [Fact]
    public async Task A_real_alertmanager_raises_and_resolves_an_incident()
    {
        var program = Find("prometheus-alertmanager") ?? Find("alertmanager");
        Assert.SkipWhen(program is null, "Neither prometheus-alertmanager nor alertmanager is installed.");
        using var folder = new TestFolder();
        var (port, port2) = (HostProcess.FreePort(), HostProcess.FreePort());
        using var host = await HostProcess.ServeAsync(Company.Write(folder, port), folder.Path);
        using var people = new Responders(folder, port);
        await File.WriteAllTextAsync(folder.File("alertmanager.yml"), $"""
            route:
              receiver: incidents
              group_by: [alertname, service]
              group_wait: 1s
              group_interval: 1s
              repeat_interval: 1h
            receivers:
              - name: incidents
                webhook_configs:
                  - url: http://127.0.0.1:{port}/api/alerts/alertmanager
                    send_resolved: true
            """);
        using var alertmanager = Process.Start(new ProcessStartInfo(program!,
            $"--config.file={folder.File("alertmanager.yml")} --storage.path={folder.File("am")} --web.listen-address=127.0.0.1:{port2} --cluster.listen-address=")
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        alertmanager.BeginErrorReadLine();
        alertmanager.BeginOutputReadLine();
        try
        {
            var began = DateTimeOffset.UtcNow;
            await PostAsync(port2, began, ended: null);
            await people.AnswerAsync("Please look at this", "acknowledge");
            await people.AnswerAsync("Do you take this incident?", "accept");

            await PostAsync(port2, began, ended: DateTimeOffset.UtcNow);
            await people.MailArrivesAsync("All alerts have ended");
            await people.SayAsync("mia", "declare-resolved", new JsonObject { ["summary"] = "The alert is over." });
        }
        finally
        {
            alertmanager.Kill();
            await alertmanager.WaitForExitAsync();
        }

        Assert.Equal(0, await host.StopAsync());
        await using var log = SqliteIncidentLog.Open(folder.File($"data/{SqliteIncidentLog.FileName}"));
        var head = Assert.Single(await log.HeadsAsync(HeadFilter.All, 10, CancellationToken.None));
        var incident = Incident.None.Apply((await log.ReadAsync(head.Id, 1, CancellationToken.None)).Select(stored => stored.Event));
        Assert.NotNull(Assert.Single(incident.Alerts.Values).EndedAt);
        Assert.NotNull(incident.Resolution);
    }

    // Alertmanager may still be starting: posted until it takes it.
    static async Task PostAsync(int port, DateTimeOffset began, DateTimeOffset? ended)
    {
        var alert = new JsonObject
        {
            ["labels"] = new JsonObject { ["alertname"] = "CheckoutErrors", ["service"] = "checkout", ["severity"] = "major" },
            ["annotations"] = new JsonObject { ["summary"] = "One in three payments fails" },
            ["startsAt"] = began.ToString("O"),
        };
        if (ended is { } end)
        {
            alert["endsAt"] = end.ToString("O");
        }

        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(Responders.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            try
            {
                using var content = new StringContent(new JsonArray(alert.DeepClone()).ToJsonString(), Encoding.UTF8, "application/json");
                using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/api/v2/alerts"), content, limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        while (await pause.WaitForNextTickAsync(limit.Token));
    }

    static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
