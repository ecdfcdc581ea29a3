using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Incidents.Scenarios.Embedded;

/// <summary>A real Alertmanager in a process of its own, without a cluster.</summary>
sealed class AlertmanagerProcess : IDisposable
{
    readonly Process _process;
    readonly int _port;

    AlertmanagerProcess(Process process, int port) => (_process, _port) = (process, port);

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Starts it in a folder; the test skips where it is not installed.</summary>
    /// <param name="folder">Keeps its configuration and what it remembers.</param>
    /// <param name="receivers">What its configuration says after the route's times.</param>
    /// <param name="route">Further lines of the route.</param>
    /// <param name="port">Where it listens; 0 for a free port.</param>
    public static AlertmanagerProcess Start(TestFolder folder, string receivers, string route = "group_interval: 1s\n  repeat_interval: 1h", int port = 0)
    {
        var program = Find("prometheus-alertmanager") ?? Find("alertmanager");
        Assert.SkipWhen(program is null, "Neither prometheus-alertmanager nor alertmanager is installed.");
        Configure(folder, receivers, route);
        port = port == 0 ? HostProcess.FreePort() : port;
        var process = Process.Start(new ProcessStartInfo(program!,
            $"--config.file={folder.File("alertmanager.yml")} --storage.path={folder.File("am")} --web.listen-address=127.0.0.1:{port} --cluster.listen-address=")
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new AlertmanagerProcess(process, port);
    }

    /// <summary>Gives it another configuration while it runs.</summary>
    public async Task ReloadAsync(TestFolder folder, string receivers, string route = "group_interval: 1s\n  repeat_interval: 1h")
    {
        Configure(folder, receivers, route);
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(Address, "-/reload"), content: null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Posts an alert, as Prometheus would; again until it is taken, since Alertmanager may still be starting.</summary>
    public async Task PostAsync(string name, DateTimeOffset began, DateTimeOffset? ended = null)
    {
        var alert = new JsonObject
        {
            ["labels"] = new JsonObject { ["alertname"] = name, ["service"] = "checkout", ["severity"] = "major" },
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
                using var answer = await http.PostAsync(new Uri(Address, "api/v2/alerts"), content, limit.Token);
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

    /// <summary>kill -9.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    static void Configure(TestFolder folder, string receivers, string route) => File.WriteAllText(folder.File("alertmanager.yml"), $"""
        route:
          receiver: incidents
          group_by: [alertname, service]
          group_wait: 1s
          {route}
        receivers:
        {receivers}
        """);

    static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
