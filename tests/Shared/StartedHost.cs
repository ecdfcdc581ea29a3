using System.Globalization;

namespace Incidents.Testing;

/// <summary>
/// A host in processes of its own, with its own configuration, data and mail server: the embedded one, or whatever a command starts. Mail goes through SMTP
/// for both, so that they behave alike.
/// </summary>
public sealed class StartedHost : IHostUnderTest
{
    const string StatusPath = "status/";

    // A Functions host loads its extensions first.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    readonly TestFolder _folder = new();
    readonly string? _shell;
    readonly Dictionary<string, string> _environment;
    readonly int _port = HostCommand.FreePort();
    HostCommand? _running;

    StartedHost(CompanyFile company, string? shell, string? statusAddress)
    {
        _shell = shell;
        Company = company;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));
        var name = $"s{Guid.NewGuid():N}"[..12];
        StatusAddress = statusAddress is null ? new Uri(Address, StatusPath) : new Uri(statusAddress.Replace("{name}", name, StringComparison.Ordinal));
        File.WriteAllText(_folder.File("response.json"), company.Write(Address, Address, Sink.Port, Key));
        _environment = new(StringComparer.Ordinal)
        {
            ["INCIDENTS_CONFIGURATION"] = _folder.File("response.json"),
            ["INCIDENTS_DATA"] = _folder.File("data"),
            ["INCIDENTS_NAME"] = name,
            ["INCIDENTS_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
            ["INCIDENTS_SMTP_PORT"] = Sink.Port.ToString(CultureInfo.InvariantCulture),
            ["INCIDENTS_STATUS_ADDRESS"] = StatusAddress.AbsoluteUri,
            [ScenarioKey.SigningVariable] = Key.Signing,
        };
    }

    /// <inheritdoc/>
    public Uri Address { get; }

    /// <inheritdoc/>
    public Uri StatusAddress { get; }

    /// <summary>The mail server that it sends through.</summary>
    public SmtpSink Sink { get; } = new();

    /// <summary>The company that it runs for.</summary>
    public CompanyFile Company { get; }

    /// <inheritdoc/>
    public Letters Mail => Sink;

    /// <inheritdoc/>
    public ScenarioKey Key { get; } = ScenarioKey.New();

    /// <inheritdoc/>
    public bool IsOwned => true;

    /// <summary>Everything that the running process wrote.</summary>
    public string Said => _running?.Said ?? "";

    /// <summary>Starts a host for a company.</summary>
    /// <param name="company">The company.</param>
    /// <param name="shell">A shell command that starts it and stays; null: the embedded host that lies beside the tests.</param>
    /// <param name="statusAddress">Where its status page is; <c>{name}</c> becomes the name that the host was given. Null: below the host itself.</param>
    public static async Task<StartedHost> StartAsync(CompanyFile company, string? shell = null, string? statusAddress = null)
    {
        var host = new StartedHost(company, shell, statusAddress);
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync()
    {
        _running = _shell is null
            ? new HostCommand("dotnet", [Path.Combine(AppContext.BaseDirectory, "incident-functions.dll"), "serve", "--config", _environment["INCIDENTS_CONFIGURATION"], "--data", _environment["INCIDENTS_DATA"]],
                _folder.Path, _environment)
            : new HostCommand("/bin/sh", ["-c", _shell], Root(), _environment);
        await ReadyAsync(_running);
    }

    /// <inheritdoc/>
    public async Task KillAsync()
    {
        if (_running is { } running)
        {
            _running = null;
            await running.KillAsync();
            running.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Sink.Dispose();
        _folder.Dispose();
    }

    // Where the command's own paths begin: the folder with the solution, else the current one.
    static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "IncidentFunctions.sln")))
            {
                return folder;
            }
        }

        return Environment.CurrentDirectory;
    }

    async Task ReadyAsync(HostCommand running)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(Often);
        do
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "health/ready"), limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !limit.IsCancellationRequested)
            {
                // Not listening yet.
            }

            if (running.HasEnded)
            {
                throw new InvalidOperationException($"The host ended before it was ready: {running.Said}");
            }
        }
        while (await pause.WaitForNextTickAsync(limit.Token));
    }
}
