using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Incidents.Browser.StatusPage;

/// <summary>What judges pages from outside: Lighthouse, axe and the Nu HTML checker, in the versions of <c>tests/page-audit</c>.</summary>
static class Auditors
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    static readonly string? Folder = Find();

    /// <summary>axe, as a script to run in a page.</summary>
    public static string Axe => File.ReadAllText(Tool("axe-core", "axe.min.js"));

    /// <summary>Path of Lighthouse's command.</summary>
    public static string Lighthouse => Tool("lighthouse", "cli", "index.js");

    /// <summary>Path of the HTML checker.</summary>
    public static string HtmlChecker => Tool("vnu-jar", "build", "dist", "vnu.jar");

    /// <summary>Skips the test where the tools are not installed.</summary>
    public static void Needed() => Assert.SkipWhen(Folder is null, "This test needs Node.js and the tools of tests/page-audit; tests/run installs both (or: npm ci in tests/page-audit).");

    /// <summary>Runs a program to its end and returns what it says; skips the test where the machine lacks it.</summary>
    public static async Task<(string Out, string Error)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, UseShellExecute = false };
        start.Environment["CHROME_PATH"] = Chromium.Program;
        using var process = Start(start);
        Assert.SkipWhen(process is null, $"This test needs {program}; tests/run installs it.");
        var (output, error) = (process!.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct).WaitAsync(Patience, ct);
        return (await output, await error);
    }

    static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    static string Tool(params string[] path) => Path.Combine([Folder!, .. path]);

    static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "tests", "page-audit", "node_modules");
            if (Directory.Exists(tools))
                return tools;
        }

        return null;
    }
}
