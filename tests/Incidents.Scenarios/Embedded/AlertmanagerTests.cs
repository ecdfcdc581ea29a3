using System.Text.Json.Nodes;
using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Scenarios.Embedded;

/// <summary>A real Alertmanager, configured as docs/senders.md says.</summary>
public class AlertmanagerTests
{
    const string Open = """{ "name": "alertmanager", "type": "alertmanager", "auth": "none" }""";

    [Fact]
    public async Task A_real_alertmanager_raises_and_resolves_an_incident()
    {
        using var folder = new TestFolder();
        var port = HostProcess.FreePort();
        using var alertmanager = AlertmanagerProcess.Start(folder, Receiver($"http://127.0.0.1:{port}/api/alerts/alertmanager"));
        using var host = await HostProcess.ServeAsync(Company.Write(folder, port), folder.Path);
        using var people = new Responders(folder, port);
        var began = DateTimeOffset.UtcNow;
        await alertmanager.PostAsync("CheckoutErrors", began);
        await people.AnswerAsync("Please look at this", "acknowledge");
        await people.AnswerAsync("Do you take this incident?", "accept");

        await alertmanager.PostAsync("CheckoutErrors", began, ended: DateTimeOffset.UtcNow);
        await people.MailArrivesAsync("All alerts have ended");
        await people.SayAsync("mia", "declare-resolved", new JsonObject { ["summary"] = "The alert is over." });

        Assert.Equal(0, await host.StopAsync());
        var incident = await OnlyIncidentAsync(folder);
        Assert.NotNull(Assert.Single(incident.Alerts.Values).EndedAt);
        Assert.NotNull(incident.Resolution);
    }

    [Fact]
    public async Task A_notification_that_was_lost_is_found_and_the_next_ones_are_of_the_same_alert()
    {
        using var folder = new TestFolder();
        var (port, port2) = (HostProcess.FreePort(), HostProcess.FreePort());
        var serve = Company.Write(folder, port);
        await File.WriteAllTextAsync(folder.File("response.json"), (await File.ReadAllTextAsync(folder.File("response.json"))).Replace(Open, $$"""
            { "name": "alertmanager", "type": "alertmanager", "auth": "bearer", "secret": "env:AM_TOKEN",
              "pull": { "address": "http://127.0.0.1:{{port2}}", "receiver": "incidents", "every": "00:00:10", "after": "00:00:01" } }
            """, StringComparison.Ordinal));
        using var host = await HostProcess.ServeAsync(serve, folder.Path, ("AM_TOKEN", "the right token"));
        using var people = new Responders(folder, port);
        var webhook = $"http://127.0.0.1:{port}/api/alerts/alertmanager";

        // With a wrong token it is refused, and that is not tried again before the next group interval.
        using var alertmanager = AlertmanagerProcess.Start(folder, Receiver(webhook, "a wrong token"), "group_interval: 1h\n  repeat_interval: 1h", port2);
        var began = DateTimeOffset.UtcNow;
        await alertmanager.PostAsync("CheckoutErrors", began);
        await people.AnswerAsync("Please look at this", "acknowledge");
        await people.AnswerAsync("Do you take this incident?", "accept");

        // Now it comes through, with its own way of writing when the alert began.
        await alertmanager.ReloadAsync(folder, Receiver(webhook, "the right token"));
        await HeardAsync(port, folder, host);
        await alertmanager.PostAsync("CheckoutErrors", began, ended: DateTimeOffset.UtcNow);
        await people.MailArrivesAsync("All alerts have ended");

        Assert.Equal(0, await host.StopAsync());
        Assert.Contains("1 alerts fire at its Alertmanager of which no notification came", host.Said, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single((await OnlyIncidentAsync(folder)).Alerts.Values).EndedAt);
    }

    // The raw input of a notification is in the log: what the pull found has another name.
    static async Task HeardAsync(int port, TestFolder folder, HostProcess host)
    {
        using var limit = new CancellationTokenSource(Responders.Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var http = new HttpClient();
        while (await pause.WaitForNextTickAsync(limit.Token))
        {
            Assert.Contains("pull alertmanager: last asked", await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), limit.Token), StringComparison.Ordinal);
            using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.File($"data/{SqliteIncidentLog.FileName}")};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(limit.Token);
            using var count = new Microsoft.Data.Sqlite.SqliteCommand("SELECT COUNT(*) FROM inputs WHERE id NOT LIKE '%/shown-%'", connection);
            if ((long)(await count.ExecuteScalarAsync(limit.Token))! > 0)
            {
                return;
            }
        }

        Assert.Fail(host.Said);
    }

    static string Receiver(string url, string? token = null) => $"""
          - name: incidents
            webhook_configs:
              - url: {url}
                send_resolved: true
        """ + (token is null ? "" : $"\n        http_config: {{ authorization: {{ credentials: {token} }} }}");

    static async Task<Incident> OnlyIncidentAsync(TestFolder folder)
    {
        await using var log = SqliteIncidentLog.Open(folder.File($"data/{SqliteIncidentLog.FileName}"));
        var head = Assert.Single(await log.HeadsAsync(HeadFilter.All, 10, CancellationToken.None));
        return Incident.None.Apply((await log.ReadAsync(head.Id, 1, CancellationToken.None)).Select(stored => stored.Event));
    }
}
