using System.CommandLine;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>check</c>: prints every problem of the configuration with its path and what to write instead.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var config = Shared.Config();
        var command = new Command("check", "Prints every problem of the configuration with its path and what to write instead.") { config };
        command.SetAction(parsed =>
        {
            var loaded = ResponseConfiguration.Load(Shared.PathOf(parsed.GetValue(config)));
            return Shared.Refused(loaded, parsed.InvocationConfiguration.Error) ? 1 : Say(parsed.InvocationConfiguration.Output, loaded.Configuration!);
        });
        return command;
    }

    static int Say(TextWriter output, ResponseConfiguration configuration)
    {
        output.WriteLine($"No problems: {configuration.Company}, {configuration.People.Count} people, {configuration.Services.Count} services, {configuration.Sources.Count} sources.");
        foreach (var source in configuration.Sources.Where(source => source.Secret?.Former is not null))
        {
            output.WriteLine($"Source \"{source.Name}\" takes two secrets, {source.Secret!.Current} and the former {source.Secret.Former}. Once its sender uses the new one, take the former out and start the host again.");
        }

        return 0;
    }
}
