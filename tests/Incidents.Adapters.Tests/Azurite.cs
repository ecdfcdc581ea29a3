using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using Incidents.Adapters.Tests;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Incidents.Adapters.Tests;

/// <summary>
/// Azurite, one for all tests of an assembly: started at the first use, on free ports, with its data in memory. A test keeps out of another's way by
/// names of its own for tables and containers.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Lock gate = new();
    Task<string?>? started;
    Process? process;

    /// <summary>The connection string of a storage account; skips the test with the reason where Azurite is not installed.</summary>
    public async Task<string> ConnectionStringAsync()
    {
        lock (gate)
            started ??= StartAsync();

        var connection = await started;
        Assert.SkipWhen(connection is null, "This test needs Node.js and Azurite; tests/run installs both (or: npm ci in tests/azurite).");
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;

        // The emulator ends with its standard input.
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }

        process.Dispose();
    }

    async Task<string?> StartAsync()
    {
        if (Folder() is not { } folder)
            return null;

        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var start = new ProcessStartInfo("node",
        [
            "--require", Path.Combine(folder, "ends-with-its-parent.js"), Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js"),
            "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"incidents:{key}";
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        return $"DefaultEndpointsProtocol=http;AccountName=incidents;AccountKey={key};" + string.Concat((await EndpointsAsync(process).WaitAsync(Patience)).Select(e => $"{e.Key}Endpoint={e.Value}/incidents;"));
    }

    // "Azurite Blob service is successfully listening at http://127.0.0.1:46713", once for each service.
    static async Task<Dictionary<string, string>> EndpointsAsync(Process process)
    {
        var endpoints = new Dictionary<string, string>(StringComparer.Ordinal);
        while (endpoints.Count < 3)
        {
            var words = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Azurite ended before it was ready.")).Split(' ');
            if (words is ["Azurite", var service, "service", "is", "successfully", "listening", "at", var address])
                endpoints[service] = address;
        }

        // What it writes later must not fill the pipe and stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return endpoints;
    }

    // Beside the tests' sources, wherever the tests were built.
    static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "azurite");
            if (Directory.Exists(Path.Combine(folder, "node_modules", "azurite")))
                return folder;
        }

        return null;
    }
}
