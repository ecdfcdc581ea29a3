using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Incidents.Scenarios.Embedded;

/// <summary>The real program in a process of its own.</summary>
sealed class HostProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly Process _process;
    readonly StringBuilder _said = new();
    readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    HostProcess(string arguments, string folder, params (string Name, string Value)[] environment)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", $"\"{Path.Combine(AppContext.BaseDirectory, "incident-functions.dll")}\" {arguments}")
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        foreach (var (name, value) in environment)
        {
            _process.StartInfo.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Everything it wrote so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string arguments, string folder)
    {
        using var host = new HostProcess(arguments, folder);
        await host.ExitAsync(Patience);
        return (host._process.ExitCode, host.Said);
    }

    /// <summary>Starts a host and returns once it listens.</summary>
    public static async Task<HostProcess> ServeAsync(string arguments, string folder, params (string Name, string Value)[] environment)
    {
        var host = new HostProcess($"serve {arguments}", folder, environment);
        var first = await Task.WhenAny(host._running.Task, host._process.WaitForExitAsync()).WaitAsync(Patience);
        if (first != host._running.Task)
        {
            throw new InvalidOperationException($"The host ended with {host._process.ExitCode}: {host.Said}");
        }

        return host;
    }

    /// <summary>kill -9, now; returns once it is dead.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync(Patience);
    }

    /// <summary>Asks it to stop, as a service manager does; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var term = Process.Start("kill", $"-TERM {_process.Id}");
        await term.WaitForExitAsync();
        await ExitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>True when it ended within a time.</summary>
    public async Task<bool> EndedWithinAsync(TimeSpan span)
    {
        using var limit = new CancellationTokenSource(span);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    Task ExitAsync(TimeSpan patience) => _process.WaitForExitAsync().WaitAsync(patience);

    void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line?.StartsWith("Running.", StringComparison.Ordinal) == true)
        {
            _running.TrySetResult();
        }
    }
}
