using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Scenarios.Embedded;

/// <summary>PagerDuty's own client library (npm, tests/pagerduty), pointed at this host.</summary>
public class PagerDutyTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_real_pagerduty_client_triggers_acknowledges_and_resolves()
    {
        var library = Folder();
        Assert.SkipWhen(library is null, "PagerDuty's client library is not installed; tests/run installs it (or: npm ci in tests/pagerduty).");
        using var folder = new TestFolder();
        var port = HostProcess.FreePort();
        using var host = await HostProcess.ServeAsync(Company.Write(folder, port), folder.Path);
        using var people = new Responders(folder, port);
        Certify(folder);

        Assert.Equal("""{"status":202,"answer":{"status":"success","message":"Event processed","dedup_key":"db-7/disk"}}""", await SendAsync("trigger"));
        await people.AnswerAsync("Please look at this", "acknowledge");
        await people.AnswerAsync("Do you take this incident?", "accept");
        Assert.Equal("""{"status":202,"answer":{"status":"success","message":"Event processed","dedup_key":"db-7/disk"}}""", await SendAsync("acknowledge"));
        Assert.Equal("""{"status":202,"answer":{"status":"success","message":"Event processed","dedup_key":"db-7/disk"}}""", await SendAsync("resolve"));
        await people.MailArrivesAsync("All alerts have ended");
        Assert.StartsWith("""{"status":400,"answer":{"status":"invalid event","message":"Event object is invalid",""", await SendAsync("trigger", routingKey: "another"), StringComparison.Ordinal);

        Assert.Equal(0, await host.StopAsync());
        await using var log = SqliteIncidentLog.Open(folder.File($"data/{SqliteIncidentLog.FileName}"));
        var head = Assert.Single(await log.HeadsAsync(HeadFilter.All, 10, CancellationToken.None));
        var alert = Assert.Single(Incident.None.Apply((await log.ReadAsync(head.Id, 1, CancellationToken.None)).Select(stored => stored.Event)).Alerts.Values);
        Assert.Equal(("pager/db-7/disk", "Disk 97 % on db-7"), (alert.Alert!.Key, alert.Alert.Summary));
        Assert.NotNull(alert.EndedAt);

        Task<string> SendAsync(string action, string routingKey = Company.RoutingKey) => RunAsync(library, folder, port, new JsonObject
        {
            ["routing_key"] = routingKey,
            ["event_action"] = action,
            ["dedup_key"] = "db-7/disk",
            ["payload"] = new JsonObject { ["summary"] = "Disk 97 % on db-7", ["source"] = "db-7", ["severity"] = "critical", ["component"] = "checkout" },
        });
    }

    static async Task<string> RunAsync(string library, TestFolder folder, int port, JsonObject data)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(library, "events.js"), $"{port}", folder.File("tls.crt"), folder.File("tls.key"), data.ToJsonString()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_EXTRA_CA_CERTS"] = folder.File("tls.crt");
        using var node = Process.Start(start)!;
        var (said, failed) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        try
        {
            await node.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            node.Kill();
        }

        return node.ExitCode == 0 ? (await said).Trim() : await failed;
    }

    static void Certify(TestFolder folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(folder.File("tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("tls.key"), key.ExportPkcs8PrivateKeyPem());
    }

    // Beside the tests' sources, wherever the tests were built.
    static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "pagerduty");
            if (Directory.Exists(Path.Combine(folder, "node_modules", "@pagerduty", "pdjs")))
            {
                return folder;
            }
        }

        return null;
    }
}
