using System.ComponentModel;
using System.Diagnostics;
using MimeKit;

namespace Incidents.Adapters.Tests.Channels;

/// <summary>Debian's aiosmtpd, started for one test.</summary>
sealed class SmtpServer : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Process process;

    SmtpServer(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts it, or skips the test with the reason.</summary>
    public static async Task<SmtpServer> StartAsync(params string[] arguments)
    {
        foreach (var python in (string[])["/usr/bin/python3", "python3"])
        {
            if (Start(python, arguments) is not { } process)
                continue;

            if (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line && line.StartsWith("PORT ", StringComparison.Ordinal))
                return new SmtpServer(process, int.Parse(line.AsSpan(5)));

            process.Dispose();
        }

        Assert.Skip("This test needs Python 3 with aiosmtpd (Debian: python3-aiosmtpd).");
        throw new UnreachableException();
    }

    /// <summary>The next message that it took.</summary>
    public async Task<MimeMessage> ReceivedAsync()
    {
        using var bytes = new MemoryStream(await ReceivedBytesAsync());
        return await MimeMessage.LoadAsync(bytes);
    }

    /// <summary>The next message that it took, byte for byte.</summary>
    public async Task<byte[]> ReceivedBytesAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return Convert.FromBase64String(line!["MAIL ".Length..]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
            process.Kill();
        process.Dispose();
    }

    static Process? Start(string python, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Channels", "smtp-server.py"), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
