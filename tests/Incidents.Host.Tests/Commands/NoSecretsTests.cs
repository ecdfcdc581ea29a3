using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Host.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Host.Tests.Commands;

/// <summary>At night, over ssh: the shell has not the environment of the service. What uses no secret works all the same.</summary>
public sealed class NoSecretsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("no-secrets-").FullName;

    public NoSecretsTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        SqliteIncidentLog.Open(Path.Combine(folder, "data", SqliteIncidentLog.FileName)).DisposeAsync().AsTask().GetAwaiter().GetResult();
        var sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples/response.json"));
        File.WriteAllText(Path.Combine(folder, "response.json"), sample
            .Replace("\"type\": \"generic\", \"auth\": \"none\"", "\"type\": \"generic\", \"auth\": \"bearer\", \"secret\": \"env:NIGHT_SECRET_THAT_IS_NOT_SET\"", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:7071", "http://127.0.0.1:1", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_uses_no_secret_runs_without_them()
    {
        Assert.Equal(0, (await RunAsync("sign-in", "ana", "--config", Config, "--data", Data)).ExitCode);
        Assert.Equal(0, (await RunAsync("publish", "--to", Path.Combine(folder, "copy"), "--config", Config, "--data", Data)).ExitCode);
        Assert.StartsWith("mail", (await RunAsync("contacts", "test", "ana", "--config", Config, "--data", Data)).Said, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "data", "contact-tests", "ana.json")));
        await using (var log = SqliteIncidentLog.Open(Path.Combine(Data, SqliteIncidentLog.FileName)))
            await new ContactTroubles(log, TimeProvider.System, NullLogger<ContactTroubles>.Instance).ReturnedAsync("rui", "The mail came back: 550 5.1.1 no such user", TestContext.Current.CancellationToken);

        var listed = await RunAsync("contacts", "list", "--config", Config, "--data", Data);
        Assert.Equal(0, listed.ExitCode);
        Assert.Contains(listed.Said.Split('\n'), line => line.StartsWith("ana ", StringComparison.Ordinal) && line.Contains("; tested 2", StringComparison.Ordinal));
        Assert.Contains(listed.Said.Split('\n'), line => line.Contains("Z: The mail came back: 550 5.1.1 no such user", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_uses_one_says_which_is_missing()
    {
        var check = await RunAsync("check", "--config", Config);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("sources[1].secret: The environment variable NIGHT_SECRET_THAT_IS_NOT_SET is not set.", check.Said, StringComparison.Ordinal);

        var send = await RunAsync("send", Config, "--to", "generic", "--config", Config);
        Assert.Equal(1, send.ExitCode);
        Assert.Contains("NIGHT_SECRET_THAT_IS_NOT_SET is not set here. Set it to the source's secret, or give the secret with --secret.", send.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("send", "{config}", "--to", "alertmanager")]
    [InlineData("quarantine", "--as", "ana", "--data", "{data}")]
    [InlineData("maintenance", "list", "--as", "ana", "--data", "{data}")]
    public async Task Without_a_word_the_host_is_where_the_configuration_has_it(params string[] words)
    {
        var (exitCode, said) = await RunAsync([.. words.Select(word => word.Replace("{config}", Config, StringComparison.Ordinal).Replace("{data}", Data, StringComparison.Ordinal)), "--config", Config]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Nothing answers at http://127.0.0.1:1/", said, StringComparison.Ordinal);
    }

    string Config => Path.Combine(folder, "response.json");

    string Data => Path.Combine(folder, "data");

    static async Task<(int ExitCode, string Said)> RunAsync(params string[] words)
    {
        using var said = new StringWriter();
        return (await Root.Create().Parse(words).InvokeAsync(new() { Output = said, Error = said }, TestContext.Current.CancellationToken), said.ToString());
    }
}
