using System.CommandLine;
using Incidents.Host.Loop;

namespace Incidents.Host.Commands;

/// <summary>The program's commands, and how they are run.</summary>
static class Root
{
    public static RootCommand Create() => new("Runs a company's incident-response plan: an alert comes in, people are called, nine steps are carried through.")
    {
        ServeCommand.Equip(new Command("serve", "Runs the host (the default).")),
        DrillCommand.Create(),
        SendCommand.Create(),
        QuarantineCommand.Create(),
        CheckCommand.Create(),
        PublishCommand.Create(),
        ImportCommand.Create(),
        MaintenanceCommand.Create(),
        BackupCommand.Create(),
        ExportCommand.Create(),
        SignInCommand.Create(),
        ContactsCommand.Create(),
        SubscribersCommand.Create(),
        RotateKeyCommand.Create(),
    };

    /// <summary>Runs what the arguments say.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken ct = default)
    {
        var root = Create();
        ServeCommand.Equip(root);
        return root.Parse(arguments).InvokeAsync(new InvocationConfiguration
        {
            Output = new TerminalText(output),
            Error = new TerminalText(errors),
            // A stop ends what is under way in its own time; two seconds, as is usual for a command, would cut it off.
            ProcessTerminationTimeout = IncidentLoop.Grace + TimeSpan.FromSeconds(10),
        }, ct);
    }
}
