using System.Diagnostics;

namespace Incidents.Scenarios.Embedded;

/// <summary>A real Prometheus that has this host among its Alertmanagers, configured as docs/senders.md says.</summary>
public class PrometheusTests
{
    [Fact]
    public async Task A_rule_of_a_real_prometheus_opens_an_incident()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(path => Path.Combine(path, "prometheus")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "prometheus is not installed.");
        using var folder = new TestFolder();
        var (port, port2) = (HostProcess.FreePort(), HostProcess.FreePort());
        using var host = await HostProcess.ServeAsync(Company.Write(folder, port), folder.Path);
        using var people = new Responders(folder, port);
        await File.WriteAllTextAsync(folder.File("rules.yml"), """
            groups:
              - name: checkout
                rules:
                  - alert: CheckoutErrors
                    expr: vector(1)
                    labels: { service: checkout, severity: major }
                    annotations: { summary: One in three payments fails }
            """);
        await File.WriteAllTextAsync(folder.File("prometheus.yml"), $$"""
            global: { evaluation_interval: 1s }
            rule_files: [rules.yml]
            alerting:
              alertmanagers:
                - api_version: v2
                  static_configs: [{ targets: ["127.0.0.1:{{port}}"] }]
            """);
        // It fires before it has found its Alertmanagers, and says so again after the resend delay: a minute unless told.
        using var prometheus = Process.Start(new ProcessStartInfo(program!,
            $"--config.file={folder.File("prometheus.yml")} --storage.tsdb.path={folder.File("tsdb")} --web.listen-address=127.0.0.1:{port2} --rules.alert.resend-delay=1s")
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        prometheus.BeginErrorReadLine();
        prometheus.BeginOutputReadLine();
        try
        {
            await people.AnswerAsync("Please look at this", "acknowledge");
            await people.AnswerAsync("Do you take this incident?", "accept");
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync();
        }
    }
}
