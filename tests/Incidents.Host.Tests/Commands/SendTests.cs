using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Incidents.Desk;
using Incidents.Host.Commands;
using Incidents.Host.Composition;
using Incidents.Host.Loop;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Host.Tests.Commands;

/// <summary>The command that sends a file as a source would, in every way in which a source can prove itself, against the host that the same configuration started.</summary>
public sealed class SendTests(SendTests.RunningHost host) : IClassFixture<SendTests.RunningHost>
{
    const string Secret = "a long random text 0123456789abcdef";

    static readonly string SigningSecret = $"whsec_{Convert.ToBase64String("a signing secret of 32 bytes...."u8)}";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("by-bearer", "alertmanager-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-hash", "datadog-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-basic", "azureMonitor-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-key", "generic-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-path", "pingdom-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-hmac", "sentry-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-timed-hmac", "grafana-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-whsec", "generic-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-routing-key", "pagerDuty-firing.json", "202 Accepted", "400 Bad Request")]
    [InlineData("by-genie-key", "opsgenie-firing.json", "202 Accepted", "401 Unauthorized")]
    [InlineData("by-prometheus", "prometheus-firing.json", "200 OK", "401 Unauthorized")]
    [InlineData("watchdog", "generic-firing.json", "202 Accepted", "401 Unauthorized")]
    public async Task What_the_configuration_says_is_enough_and_another_secret_is_refused(string source, string sample, string taken, string refused)
    {
        // A hash cannot be sent: there the secret has to be given.
        var (exitCode, said) = await SendAsync(source, sample, source == "by-hash" ? ["--secret", Secret] : []);
        Assert.StartsWith(taken, said, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);

        (exitCode, said) = await SendAsync(source, sample, "--secret", source == "by-whsec" ? $"whsec_{Convert.ToBase64String("another secret of 32 bytes......"u8)}" : "another");
        Assert.StartsWith(refused, said, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_stand_in_for_a_configuration_that_is_not_there()
    {
        var nowhere = Path.Combine(host.Folder, "nowhere.json");
        foreach (var (source, sample, options) in new (string, string, string[])[]
        {
            ("by-bearer", "alertmanager-firing.json", ["--secret", Secret]),
            ("by-whsec", "generic-firing.json", ["--secret", SigningSecret]),
            ("by-basic", "azureMonitor-firing.json", ["--secret", Secret, "--auth", "basic", "--user", "monitor"]),
            ("by-key", "generic-firing.json", ["--secret", Secret, "--auth", "key"]),
            ("by-path", "pingdom-firing.json", ["--secret", Secret, "--auth", "path"]),
            ("by-hmac", "sentry-firing.json", ["--secret", Secret, "--auth", "hmac", "--signature-header", "Sentry-Hook-Signature"]),
            ("by-timed-hmac", "grafana-firing.json", ["--secret", Secret, "--auth", "hmac", "--signature-header", "X-Signature", "--timestamp-header", "X-Time"]),
        })
        {
            var (exitCode, said) = await RunAsync([host.Sample(sample), "--to", source, "--host", host.Address.AbsoluteUri, "--config", nowhere, .. options]);
            Assert.True(exitCode == 0, $"{source}: {said}");
        }
    }

    [Fact]
    public async Task A_binary_cloud_event_and_a_form_are_sent_with_their_headers()
    {
        var data = Path.Combine(host.Folder, "data.json");
        await File.WriteAllTextAsync(data, """{ "status": "firing", "service": "checkout", "title": "Home page down" }""", Ct);
        var (exitCode, said) = await RunAsync([data, "--to", "by-event", "--host", host.Address.AbsoluteUri, "--config", host.Configuration,
            "--header", "ce-specversion: 1.0", "--header", "ce-id: send-1", "--header", "ce-source: /probes", "--header", "ce-type: down", "--header", "ce-subject: eu-1"]);
        Assert.True(exitCode == 0, said);

        var form = Path.Combine(host.Folder, "form.txt");
        await File.WriteAllTextAsync(form, "monitorID=7&monitorFriendlyName=Home&alertType=1&service=home", Ct);
        (exitCode, said) = await RunAsync([form, "--to", "by-form", "--host", host.Address.AbsoluteUri, "--config", host.Configuration, "--content-type", "application/x-www-form-urlencoded"]);
        Assert.True(exitCode == 0, said);

        var log = host.Services.GetRequiredService<IIncidentLog>();
        Assert.DoesNotContain(await log.QuarantineAsync(100, Ct), q => q.Input.Source is "by-event" or "by-form");
    }

    [Fact]
    public async Task Only_amazon_signs_for_a_topic_and_the_command_says_how()
    {
        var (exitCode, said) = await SendAsync("by-sns", "cloudWatch-firing.json");

        Assert.Equal(1, exitCode);
        Assert.Contains("aws sns publish", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_entra_is_shown_as_it_is_given()
    {
        // Nobody answers at the authority, and this token names a key that may be new: the sender is told to try again.
        var claims = $$"""{"iss":"http://127.0.0.1:1/1b1b1b1b-0000-4000-8000-00000000000b/v2.0","aud":"api://a","tid":"1b1b1b1b-0000-4000-8000-00000000000b","azp":"461e8683-5575-4561-ac7f-899cc907d62a","exp":{{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}}}""";
        var token = $"{Encoded("""{"alg":"RS256","typ":"JWT","kid":"k"}""")}.{Encoded(claims)}.{Encoded("signature")}";

        Assert.StartsWith("503", (await SendAsync("by-entra", "azureMonitor-firing.json", "--secret", token)).Said, StringComparison.Ordinal);
        Assert.StartsWith("401", (await SendAsync("by-entra", "azureMonitor-firing.json", "--secret", "no token")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_is_said()
    {
        var (exitCode, said) = await RunAsync([host.Sample("generic-firing.json"), "--to", "by-bearer", "--host", "http://127.0.0.1:1", "--config", host.Configuration]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Nothing answers at http://127.0.0.1:1/", said, StringComparison.Ordinal);
    }

    static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    Task<(int ExitCode, string Said)> SendAsync(string source, string sample, params string[] options) =>
        RunAsync([host.Sample(sample), "--to", source, "--host", host.Address.AbsoluteUri, "--config", host.Configuration, .. options]);

    static async Task<(int ExitCode, string Said)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        var exitCode = await new RootCommand { SendCommand.Create() }.Parse(["send", .. arguments]).InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, Ct);
        return (exitCode, output.ToString());
    }

    /// <summary>The embedded host over a data folder of its own, on a free port.</summary>
    public sealed class RunningHost : IAsyncLifetime
    {
        Microsoft.AspNetCore.Builder.WebApplication? app;

        public string Folder { get; } = Directory.CreateTempSubdirectory("incidents-send-").FullName;

        public string Configuration => Path.Combine(Folder, "response.json");

        public Uri Address { get; private set; } = null!;

        public IServiceProvider Services => app!.Services;

        public string Sample(string name) => Path.Combine(Root(), "samples", "alerts", name);

        public async ValueTask InitializeAsync()
        {
            foreach (var (name, value) in new[] { ("SEND_TEST_SECRET", Secret), ("SEND_TEST_SIGNING", SigningSecret) })
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            Address = new Uri($"http://127.0.0.1:{FreePort()}");
            await File.WriteAllTextAsync(Configuration, $$"""
                {
                  "company": "Fabrikam", "timeZone": "UTC",
                  "people": [ { "id": "ana", "name": "Ana", "mail": "ana@fabrikam.example", "roles": ["onCall", "manager", "technicalContact", "supportContact", "dataProtectionOfficer"], "apiKeys": ["env:SEND_TEST_SECRET"] } ],
                  "rotation": { "people": ["ana"], "start": "2026-01-05T09:00" },
                  "services": [ { "id": "checkout", "name": "Checkout" } ],
                  "sources": [
                    { "name": "by-bearer", "type": "alertmanager", "auth": "bearer", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-hash", "type": "datadog", "auth": "bearer", "secret": "sha256:{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)))}}" },
                    { "name": "by-basic", "type": "azureMonitor", "auth": "basic", "user": "monitor", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-key", "type": "generic", "auth": "key", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-path", "type": "pingdom", "auth": "path", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-hmac", "type": "sentry", "auth": "hmac", "header": "Sentry-Hook-Signature", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-timed-hmac", "type": "grafana", "auth": "hmac", "header": "X-Signature", "timestampHeader": "X-Time", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-whsec", "type": "generic", "auth": "whsec", "secret": "env:SEND_TEST_SIGNING" },
                    { "name": "by-routing-key", "type": "pagerDuty", "auth": "key", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-genie-key", "type": "opsgenie", "auth": "bearer", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-prometheus", "type": "prometheus", "auth": "bearer", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-event", "type": "cloudEvents", "auth": "bearer", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-form", "type": "uptimeRobot", "auth": "path", "secret": "env:SEND_TEST_SECRET" },
                    { "name": "by-sns", "type": "cloudWatch", "auth": "sns", "topic": "arn:aws:sns:eu-west-1:111122223333:alarms" },
                    { "name": "by-entra", "type": "azureMonitor", "auth": "entra", "tenant": "1b1b1b1b-0000-4000-8000-00000000000b", "audience": "api://a", "authority": "http://127.0.0.1:1" },
                    { "name": "watchdog", "type": "heartbeat", "auth": "bearer", "secret": "env:SEND_TEST_SECRET", "every": "00:05:00" }
                  ]
                }
                """);
            var loaded = ResponseConfiguration.Load(Configuration);
            Assert.Empty(loaded.Problems);
            app = HostApp.Build(HostPlan.Of(loaded.Configuration!, Path.Combine(Folder, "data"), Address, Address, drill: false), TimeProvider.System, new InFlight());
            await app.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (app is not null)
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }

            Directory.Delete(Folder, recursive: true);
        }

        static string Root()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IncidentFunctions.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException("IncidentFunctions.sln is in no folder above these tests.");
        }

        static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
