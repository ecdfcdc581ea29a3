using System.CommandLine;
using Incidents.Host.Composition;

namespace Incidents.Host.Commands;

/// <summary>Which host the quarantine command speaks to, and in whose name.</summary>
sealed class QuarantineCaller
{
    static readonly TimeSpan Session = TimeSpan.FromMinutes(5);

    readonly Option<string?> _person = new("--as") { Description = "The id of the person in whose name. On the host's machine that is enough: the keys of the data folder sign for it.", Recursive = true };
    readonly Option<string?> _key = new("--key") { Description = $"The name of the environment variable that holds the person's API key, where the data folder is not at hand, such as on Azure. Default without --as: {Shared.KeyVariable}.", Recursive = true };
    readonly Option<DirectoryInfo> _data = Shared.Data();
    readonly Option<Uri?> _host = Shared.Address("--host", "Where the host listens. Default: the configuration's listenAddress.");
    readonly Option<FileInfo?> _config = Shared.Config();

    /// <summary>Gives the command and its verbs the options.</summary>
    public QuarantineCaller(Command command)
    {
        _data.Recursive = true;
        _host.Recursive = true;
        _config.Recursive = true;
        command.Add(_person);
        command.Add(_key);
        command.Add(_data);
        command.Add(_host);
        command.Add(_config);
    }

    /// <summary>Runs a verb against the host; whatever is wrong is said, and the exit code is 1.</summary>
    public async Task<int> RunAsync(ParseResult parsed, Func<QuarantineHost, TextWriter, Task<int>> verb, CancellationToken ct)
    {
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var address = Shared.HostOf(parsed.GetValue(_host), Shared.PathOf(parsed.GetValue(_config)));
        if (Credentials(parsed.GetValue(_person), parsed.GetValue(_key) ?? (parsed.GetValue(_person) is null && Environment.GetEnvironmentVariable(Shared.KeyVariable) is not null ? Shared.KeyVariable : null), parsed.GetValue(_data)!, errors) is not { } credentials)
        {
            return 1;
        }

        using var host = new QuarantineHost(address, credentials.Header, credentials.Value, ct);
        try
        {
            return await verb(host, output);
        }
        catch (QuarantineException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (HttpRequestException exception)
        {
            await errors.WriteLineAsync($"Nothing answers at {address}: {exception.Message} Is \"serve\" running?");
            return 1;
        }
    }

    static (string Header, string Value)? Credentials(string? person, string? key, DirectoryInfo data, TextWriter errors)
    {
        if (key is not null)
        {
            if (Environment.GetEnvironmentVariable(key) is { Length: > 0 } secret)
            {
                return ("Authorization", $"Bearer {secret}");
            }

            errors.WriteLine($"The environment variable {key} is not set. Set it to the person's API key.");
            return null;
        }

        if (person is null)
        {
            errors.WriteLine("In whose name? Write --as and a person's id on the host's machine, or put a person's API key into INCIDENTS_API_KEY.");
            return null;
        }

        if (!data.Exists)
        {
            errors.WriteLine($"There is no data folder {data.FullName}. Name the host's with --data, or use --key.");
            return null;
        }

        // Under https the cookie has the other name; the host reads the one that is its own.
        var token = Secrets.Approvals(data.FullName).SessionToken(person, TimeProvider.System.GetUtcNow() + Session);
        return ("Cookie", $"session={token}; __Host-session={token}");
    }
}
