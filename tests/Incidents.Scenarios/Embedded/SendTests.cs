using System.Security.Cryptography;
using System.Text;

namespace Incidents.Scenarios.Embedded;

/// <summary>The command that sends a file as a source would, against a host whose configuration names each secret as an operator does.</summary>
public class SendTests
{
    const string Token = "a long random token 0123456789";

    static readonly string SigningSecret = $"whsec_{Convert.ToBase64String("a signing secret of 32 bytes...."u8)}";

    [Fact]
    public async Task A_file_is_sent_with_the_secret_of_its_source_and_refused_with_another()
    {
        using var folder = new TestFolder();
        var port = HostProcess.FreePort();
        var serve = Company.Write(folder, port);
        var configuration = (await File.ReadAllTextAsync(folder.File("response.json"))).Replace("""{ "name": "generic", "type": "generic", "auth": "none" }""", $$"""
            { "name": "signed", "type": "generic", "auth": "whsec", "secret": "env:HOOK_SECRET" },
            { "name": "hashed", "type": "generic", "auth": "bearer", "secret": "sha256:{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)))}}" }
            """, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("response.json"), configuration);
        await File.WriteAllTextAsync(folder.File("alert.json"), """{ "key": "a", "status": "firing", "service": "checkout", "summary": "Payments fail", "startsAt": "{{now}}" }""");
        using var host = await HostProcess.ServeAsync(serve, folder.Path, ("HOOK_SECRET", SigningSecret));

        Assert.Equal("202", await SendAsync(folder, port, "signed", SigningSecret));
        Assert.Equal("401", await SendAsync(folder, port, "signed", $"whsec_{Convert.ToBase64String("another secret"u8)}"));
        var (exitCode, said) = await HostProcess.RunAsync($"send alert.json --to signed --host http://127.0.0.1:{port}", folder.Path);
        Assert.Equal((1, true), (exitCode, said.Contains("HOOK_SECRET is not set here", StringComparison.Ordinal)));
        Assert.Equal("202", await SendAsync(folder, port, "hashed", Token));
        Assert.Equal("401", await SendAsync(folder, port, "hashed", "something else"));
    }

    [Fact]
    public async Task A_signing_secret_that_is_no_base64_is_explained()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder.File("alert.json"), "{}");

        var (exitCode, said) = await HostProcess.RunAsync("send alert.json --to generic --secret whsec_*** --host http://127.0.0.1:1", folder.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains("whsec_", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    // The status that the host answered with; the command fails unless it is a success.
    static async Task<string> SendAsync(TestFolder folder, int port, string source, string secret)
    {
        var (exitCode, said) = await HostProcess.RunAsync($"send alert.json --to {source} --host http://127.0.0.1:{port} --secret \"{secret}\"", folder.Path);
        Assert.Equal(said.StartsWith("202", StringComparison.Ordinal) ? 0 : 1, exitCode);
        return said[..3];
    }
}
