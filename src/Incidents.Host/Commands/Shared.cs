using System.CommandLine;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary>Options that several commands have.</summary>
static class Shared
{
    /// <summary>The configuration that is read when none is named and this file is there.</summary>
    const string UsualFile = "response.json";

    /// <summary>Where a person's API key lies: in the environment, so that it stands in no list of processes.</summary>
    public const string KeyVariable = "INCIDENTS_API_KEY";

    public static Option<FileInfo?> Config() => new("--config") { Description = $"The company's configuration. Default: ./{UsualFile} when it is there, else a sample company." };

    public static Option<DirectoryInfo> Data(string folder = "data") => new("--data") { Description = "The data folder.", DefaultValueFactory = _ => new DirectoryInfo(folder) };

    /// <summary>An option that takes an http or https address.</summary>
    public static Option<Uri?> Address(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"{name}: \"{text}\" is no address. Write one such as http://127.0.0.1:7071.");
            return null;
        },
    };

    /// <summary>For commands that use no secret: they run in a shell that has not the service's environment.</summary>
    public static bool NoSecrets(string path) => false;

    /// <summary>Where the host of a configuration listens, unless a person says it.</summary>
    public static Uri HostOf(Uri? given, string? config) => given ?? new Uri((ResponseConfiguration.Load(config, NoSecrets).Configuration ?? ResponseConfiguration.Load().Configuration!).ListenAddress);

    public static string? PathOf(FileInfo? given) => given?.FullName ?? (File.Exists(UsualFile) ? Path.GetFullPath(UsualFile) : null);

    /// <summary>Prints every problem; true when there is one.</summary>
    public static bool Refused(Loaded loaded, TextWriter errors)
    {
        foreach (var problem in loaded.Problems)
        {
            errors.WriteLine(problem);
        }

        if (loaded.Configuration is null)
        {
            errors.WriteLine(loaded.Problems.Count == 1 ? "1 problem in the configuration." : $"{loaded.Problems.Count} problems in the configuration.");
        }

        return loaded.Configuration is null;
    }
}
