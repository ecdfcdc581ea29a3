using System.Diagnostics;
using Incidents.Alerts;
using Incidents.Hosting.Configuration;

namespace Incidents.Hosting.Tests.Configuration;

/// <summary>What <c>check</c> prints to paste is taken by the sender's own tool and holds no secret.</summary>
public class SourceSnippetTests
{
    const string Base = "https://incidents.example.com/ops";
    const string Value = "the secret itself 0123456789";

    public static TheoryData<string, SourceProof> All() => [.. from type in SenderType.Names from auth in Enum.GetValues<SourceProof>() select (type, auth)];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_sender_has_words_to_paste_and_none_is_a_secret(string type, SourceProof auth)
    {
        Environment.SetEnvironmentVariable("SNIPPET_SECRET", Value);

        var snippet = Snippet(type, auth);

        Assert.DoesNotContain(Value, snippet, StringComparison.Ordinal);
        Assert.True(snippet.Contains("incidents.example.com", StringComparison.Ordinal) || snippet.StartsWith("# ", StringComparison.Ordinal), snippet);
    }

    [Theory]
    [InlineData("alertmanager", SourceProof.None, "amtool", "check-config")]
    [InlineData("alertmanager", SourceProof.Bearer, "amtool", "check-config")]
    [InlineData("alertmanager", SourceProof.Basic, "amtool", "check-config")]
    [InlineData("alertmanager", SourceProof.Path, "amtool", "check-config")]
    [InlineData("alertmanager", SourceProof.Entra, "amtool", "check-config")]
    [InlineData("prometheus", SourceProof.None, "promtool", "check config")]
    [InlineData("prometheus", SourceProof.Bearer, "promtool", "check config")]
    [InlineData("prometheus", SourceProof.Basic, "promtool", "check config")]
    [InlineData("prometheus", SourceProof.Entra, "promtool", "check config")]
    public async Task The_senders_own_tool_takes_it(string type, SourceProof auth, string tool, string command)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, $"{tool} is not installed.");
        var folder = Directory.CreateTempSubdirectory("incidents-snippet").FullName;
        var file = Path.Combine(folder, "snippet.yml");
        await File.WriteAllTextAsync(file, Snippet(type, auth), TestContext.Current.CancellationToken);

        using var process = Process.Start(new ProcessStartInfo(program!, [.. command.Split(' '), file]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Directory.Delete(folder, recursive: true);
        Assert.True(process.ExitCode == 0, string.Concat(said));
    }

    [Fact]
    public void The_new_one_of_two_secrets_is_the_one_to_paste()
    {
        var snippet = SourceSnippet.Of(Configuration(), new SourceEntry
        {
            Name = "prod",
            Type = new SenderType("alertmanager"),
            Auth = SourceProof.Bearer,
            Secret = new SourceSecrets([new Secret("env:NEW_TOKEN"), new Secret("env:OLD_TOKEN")]),
        });

        Assert.Contains("THE-VALUE-OF-NEW_TOKEN", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain("OLD_TOKEN", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_monitors_secure_webhook_is_told_the_registration_and_its_own_app()
    {
        var snippet = Snippet("azureMonitor", SourceProof.Entra);

        Assert.Contains("useaadauth \"$OBJECT\" \"api://incidents.example.com\" usecommonalertschema", snippet, StringComparison.Ordinal);
        Assert.Contains("--add-action webhook incidents \"https://incidents.example.com/ops/api/alerts/prod\"", snippet, StringComparison.Ordinal);
        Assert.Contains("az ad sp show --id 3d3d3d3d-0000-4000-8000-00000000000d", snippet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azureMonitor", SourceProof.Entra)]
    [InlineData("generic", SourceProof.Entra)]
    [InlineData("generic", SourceProof.Whsec)]
    [InlineData("generic", SourceProof.Hmac)]
    public async Task A_shell_reads_the_commands(string type, SourceProof auth)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh.");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-n"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(Snippet(type, auth));
        process.StandardInput.Close();
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, said);
    }

    static string Snippet(string type, SourceProof auth) => SourceSnippet.Of(Configuration(), new SourceEntry
    {
        Name = "prod",
        Type = new SenderType(type),
        Auth = auth,
        User = "a \"user\"",
        Secret = new SourceSecrets([new Secret("env:SNIPPET_SECRET")]),
        Header = "X-Signature",
        TimestampHeader = "X-Timestamp",
        Topic = "arn:aws:sns:eu-west-1:111122223333:alarms",
        Tenant = "1b1b1b1b-0000-4000-8000-00000000000b",
        Audience = "api://incidents.example.com",
        Apps = ["3d3d3d3d-0000-4000-8000-00000000000d"],
    });

    static ResponseConfiguration Configuration() => ResponseConfiguration.Load().Configuration! with { BaseAddress = Base };
}
