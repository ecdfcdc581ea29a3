using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Incidents.Testing;

/// <summary>A running program that the suite started, with all that it starts itself.</summary>
public sealed class HostCommand : IDisposable
{
    const string NewSession = "/usr/bin/setsid";

    // In a group of its own it would outlive a suite that is killed: then its end of the pipe closes, and the guard kills the group.
    const string Guarded = "exec 3<&0; (cat <&3 >/dev/null; kill -9 0) >/dev/null 2>&1 & exec \"$@\" </dev/null 3<&-";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly StringBuilder _said = new();
    readonly bool _isGroup = OperatingSystem.IsLinux() && File.Exists(NewSession);

    /// <summary>Starts a program in a process group of its own where the system has such.</summary>
    public HostCommand(string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = _isGroup ? new ProcessStartInfo(NewSession, ["/bin/sh", "-c", Guarded, "sh", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = folder;
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>True when it has ended.</summary>
    public bool HasEnded => _process.HasExited;

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

    /// <summary>kill -9 of it and of what it started; returns once it is dead.</summary>
    public async Task KillAsync()
    {
        if (_isGroup)
        {
            // The group outlives its leader: workers are killed even when the program itself is gone.
            using var kill = Process.Start("kill", ["-9", "--", string.Create(CultureInfo.InvariantCulture, $"-{_process.Id}")]);
            await kill.WaitForExitAsync();
        }
        else if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }
}
