using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Incidents.Host.Tests.Commands;

/// <summary>A start that comes to nothing, as whoever types it sees it.</summary>
public sealed class ServeTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_told_in_one_line_and_nothing_else()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var folder = Directory.CreateTempSubdirectory("incidents-serve-").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "serve", "--data", Path.Combine(folder, "data"), "--urls", address])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var host = Process.Start(start)!;
        // Both streams: the log writes to one, the command to the other.
        var said = string.Concat(await Task.WhenAll(host.StandardOutput.ReadToEndAsync(Ct), host.StandardError.ReadToEndAsync(Ct)));
        await host.WaitForExitAsync(Ct);

        Assert.Equal(1, host.ExitCode);
        var line = Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"The host cannot listen at {address}/: ", line, StringComparison.Ordinal);
        Assert.EndsWith("Stop what listens there, or name another address with --urls or listenAddress.", line, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
