using System.CommandLine;
using Incidents.Host.Commands;
using Incidents.Host.Loop;

var root = ServeCommand.Equip(new RootCommand("Runs a company's incident-response plan: an alert comes in, people are called, nine steps are carried through."));
root.Add(ServeCommand.Equip(new Command("serve", "Runs the host (the default).")));
root.Add(DrillCommand.Create());
root.Add(SendCommand.Create());
root.Add(QuarantineCommand.Create());
root.Add(CheckCommand.Create());
root.Add(PublishCommand.Create());
root.Add(ImportCommand.Create());
root.Add(MaintenanceCommand.Create());
root.Add(BackupCommand.Create());
root.Add(ExportCommand.Create());
root.Add(SignInCommand.Create());
root.Add(ContactsCommand.Create());
root.Add(SubscribersCommand.Create());
root.Add(RotateKeyCommand.Create());
// A stop ends what is under way in its own time; two seconds, as is usual for a command, would cut it off.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = IncidentLoop.Grace + TimeSpan.FromSeconds(10) });
