using System.CommandLine;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>check</c>: prints every problem of the configuration with its path and what to write instead.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var config = Shared.Config();
        var snippet = new Option<string?>("--snippet") { Description = "Prints only what to paste into the sender's configuration for the source of this name, ready for a file." };
        var command = new Command("check", "Prints every problem of the configuration with its path and what to write instead, and what to paste into each sender's own configuration.") { config, snippet };
        command.SetAction(parsed =>
        {
            var loaded = ResponseConfiguration.Load(Shared.PathOf(parsed.GetValue(config)));
            return Shared.Refused(loaded, parsed.InvocationConfiguration.Error) ? 1
                : parsed.GetValue(snippet) is { } name ? Paste(parsed.InvocationConfiguration, loaded.Configuration!, name)
                : Say(parsed.InvocationConfiguration.Output, loaded.Configuration!);
        });
        return command;
    }

    static int Paste(InvocationConfiguration console, ResponseConfiguration configuration, string name)
    {
        if (configuration.Sources.FirstOrDefault(source => source.Name == name) is not { } source)
        {
            console.Error.WriteLine($"No source is called \"{name}\". There are: {string.Join(", ", configuration.Sources.Select(s => s.Name))}.");
            return 1;
        }

        console.Output.WriteLine(SourceSnippet.Of(configuration, source));
        return 0;
    }

    static int Say(TextWriter output, ResponseConfiguration configuration)
    {
        output.WriteLine($"No problems: {configuration.Company}, {(configuration.People.Count == 1 ? "1 person" : $"{configuration.People.Count} people")}, {Words.Count(configuration.Services.Count, "service")}, {Words.Count(configuration.Sources.Count, "source")}.");
        foreach (var warning in ConfigurationWarnings.Of(configuration, TimeProvider.System.GetUtcNow()))
        {
            output.WriteLine($"Mind {warning}");
        }

        foreach (var source in configuration.Sources.Where(source => source.Secret?.Former is not null))
        {
            output.WriteLine();
            output.WriteLine($"Source \"{source.Name}\" takes two secrets, {source.Secret!.Current} and the former {source.Secret.Former}. Once its sender uses the new one, take the former out and start the host again.");
        }

        foreach (var source in configuration.Sources)
        {
            output.WriteLine();
            output.WriteLine($"Source \"{source.Name}\": what to paste into the sender's own configuration (--snippet {source.Name} prints this alone)");
            output.WriteLine();
            output.WriteLine(SourceSnippet.Of(configuration, source));
        }

        return 0;
    }
}
