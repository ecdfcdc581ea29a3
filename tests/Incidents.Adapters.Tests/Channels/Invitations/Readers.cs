using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Incidents.Adapters.Tests.Channels.Invitations;

/// <summary>Programs of others that read what we send: Python's mail parser and ical.js.</summary>
static class Readers
{
    static readonly string Clients = Path.Combine(RootFolder(), "tests", "status-clients");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A mail's headers and parts, as Python sees them.</summary>
    public static async Task<JsonNode> MailAsync(byte[] mail) =>
        JsonNode.Parse(await RunAsync("python3", mail, Path.Combine(AppContext.BaseDirectory, "Channels", "Invitations", "read-mail.py")))!;

    /// <summary>A calendar, as ical.js sees it; the test is skipped where that is not installed.</summary>
    public static async Task<JsonNode> CalendarAsync(byte[] calendar)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Clients, "node_modules", "ical.js")), "tests/status-clients is not installed: npm ci --prefix tests/status-clients");
        return JsonNode.Parse(await RunAsync("node", calendar, Path.Combine(Clients, "invitation.mjs")))!;
    }

    /// <summary>All parts of a mail that are not containers, in order.</summary>
    public static IEnumerable<JsonNode> Leaves(JsonNode part) => part["parts"]!.AsArray() is { Count: > 0 } inner ? inner.SelectMany(p => Leaves(p!)) : [part];

    /// <summary>A part's bytes.</summary>
    public static byte[] Content(JsonNode part) => Convert.FromBase64String((string)part["content"]!);

    static async Task<string> RunAsync(string program, byte[] input, string script)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, [script])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
            throw;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync(Stop);
            var output = process.StandardOutput.ReadToEndAsync(Stop);
            await process.StandardInput.BaseStream.WriteAsync(input, Stop);
            process.StandardInput.Close();
            await process.WaitForExitAsync(Stop);
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
        }
    }

    static string RootFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "IncidentFunctions.sln")))
                return folder;
        }

        throw new InvalidOperationException("The tests lie outside the repository.");
    }
}
