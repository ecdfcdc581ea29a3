using System.CommandLine;
using System.Text;
using Incidents.Desk;
using Incidents.Host.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Incidents.Host.Tests.Commands;

/// <summary>The quarantine of a running host from the command line.</summary>
public sealed class QuarantineTests(SendTests.RunningHost host) : IClassFixture<SendTests.RunningHost>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_shows_tries_again_and_discards()
    {
        var log = host.Services.GetRequiredService<IIncidentLog>();
        await PutAsync(log, "by-key/odd-1", "not \u001b[31mJSON", "The body is not JSON.");
        await PutAsync(log, "by-key/odd-2", """{"key":"k","status":"firing","service":"checkout","summary":"It fails","startsAt":"2026-03-02T09:55:00Z"}""", "An older version did not understand it.");

        var listed = await RunAsync("list", "--as", "ana", "--data", Data);
        Assert.Equal((0, (await RunAsync("--as", "ana", "--data", Data)).Said), (listed.ExitCode, listed.Said));
        Assert.StartsWith("2 inputs are in quarantine", listed.Said, StringComparison.Ordinal);
        Assert.Contains("by-key/odd-1  2026-03-02 10:00:00 UTC", listed.Said, StringComparison.Ordinal);

        var shown = await RunAsync("show", "by-key/odd-1", "--as", "ana", "--data", Data);
        Assert.Contains("not \uFFFD[31mJSON", shown.Said, StringComparison.Ordinal);
        Assert.Equal((1, true), await RunAsync("show", "by-key/odd", "--as", "ana", "--data", Data) is var several ? (several.ExitCode, several.Said.StartsWith("2 inputs begin", StringComparison.Ordinal)) : default);
        Assert.Equal((1, true), await RunAsync("retry", "nothing", "--as", "ana", "--data", Data) is var none ? (none.ExitCode, none.Said.StartsWith("No input", StringComparison.Ordinal)) : default);

        Assert.Equal((1, true), await RunAsync("retry", "by-key/odd-1", "--as", "ana", "--data", Data) is var still ? (still.ExitCode, still.Said.StartsWith("quarantined: ", StringComparison.Ordinal)) : default);
        Assert.Equal((0, true), await RunAsync("retry", "by-key/odd-2", "--as", "ana", "--data", Data) is var taken ? (taken.ExitCode, taken.Said.StartsWith("taken: ", StringComparison.Ordinal)) : default);
        Assert.Equal((0, true), await RunAsync("discard", "by-key/odd-1", "--reason", "A test.", "--as", "ana", "--data", Data) is var gone ? (gone.ExitCode, gone.Said.StartsWith("discarded: ", StringComparison.Ordinal)) : default);

        Assert.Equal("Nothing is in quarantine.", (await RunAsync("list", "--as", "ana", "--data", Data)).Said.Trim());
        Assert.Equal(("ana", "A test."), Assert.Single(await log.DiscardedAsync(10, Ct)).Discarded is var discarded ? (discarded.By, discarded.Why) : default);
    }

    [Fact]
    public async Task Who_is_not_known_is_told_what_to_write()
    {
        Assert.Contains("--as", (await RunAsync("list", "--data", Data)).Said, StringComparison.Ordinal);
        Assert.Contains("does not know this person", (await RunAsync("list", "--as", "nobody", "--data", Data)).Said, StringComparison.Ordinal);
        Assert.Contains("There is no data folder", (await RunAsync("list", "--as", "ana", "--data", Path.Combine(host.Folder, "elsewhere"))).Said, StringComparison.Ordinal);
        Assert.Contains("QUARANTINE_KEY_THAT_IS_NOT_SET", (await RunAsync("list", "--key", "QUARANTINE_KEY_THAT_IS_NOT_SET")).Said, StringComparison.Ordinal);
        Assert.Contains("--reason", (await RunAsync("discard", "x", "--as", "ana", "--data", Data)).Said, StringComparison.Ordinal);

        var (exitCode, said) = await RunAsync("list", "--as", "ana", "--data", Data, "--host", "http://127.0.0.1:1");
        Assert.Equal(1, exitCode);
        Assert.Contains("Is \"serve\" running?", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_key_does_where_there_is_no_data_folder()
    {
        Environment.SetEnvironmentVariable("QUARANTINE_WRONG_KEY", "another key that is long enough");

        Assert.Equal(0, (await RunAsync("list", "--key", "SEND_TEST_SECRET")).ExitCode);
        Assert.Equal(1, (await RunAsync("list", "--key", "QUARANTINE_WRONG_KEY")).ExitCode);
    }

    string Data => Path.Combine(host.Folder, "data");

    static async Task PutAsync(IIncidentLog log, string id, string body, string reason)
    {
        await log.StoreInputAsync(new RawInput(id, "by-key", new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), "application/json", Encoding.UTF8.GetBytes(body)), Ct);
        await log.SettleInputAsync(id, reason, Ct);
    }

    async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        string[] all = ["quarantine", .. arguments, .. arguments.Contains("--host") ? Array.Empty<string>() : ["--host", host.Address.AbsoluteUri]];
        var exitCode = await new RootCommand { QuarantineCommand.Create() }.Parse(all).InvokeAsync(new InvocationConfiguration { Output = output, Error = output }, Ct);
        return (exitCode, output.ToString());
    }
}
