using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Incidents.Browser.Chromium))]

namespace Incidents.Browser;

/// <summary>The Chromium of this machine, driven through Playwright; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // A busy machine is slow; what never comes is told all the same.
    const float PatienceMilliseconds = 120_000;

    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>Where screenshots go: beside the tests, one folder for a run to look through.</summary>
    public static string Screenshots { get; } = Path.Combine(AppContext.BaseDirectory, "screenshots");

    /// <summary>The program; null when the machine has none.</summary>
    public static string? Program { get; } = Names.Select(Find).FirstOrDefault(found => found is not null);

    /// <summary>Skips the test where there is no browser.</summary>
    public static void Needed() => Assert.SkipWhen(Program is null, "No browser: none of chromium, chromium-browser and google-chrome is installed.");

    /// <summary>A fresh profile: no cookies, nothing cached.</summary>
    public async Task<IBrowserContext> VisitorAsync(bool dark = false, int width = 1024, bool scripts = true, string? zone = null)
    {
        var visitor = await _browser!.NewContextAsync(new()
        {
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 900 },
            Locale = "en-GB",
            TimezoneId = zone,
        });
        visitor.SetDefaultTimeout(PatienceMilliseconds);
        return visitor;
    }

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        Directory.CreateDirectory(Screenshots);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            // The first two for containers without a sandbox or a screen; the rest keeps it from talking to anybody but the host.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
