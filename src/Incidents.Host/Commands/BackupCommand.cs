using System.CommandLine;
using Incidents.Adapters.Log;

namespace Incidents.Host.Commands;

/// <summary><c>backup FILE</c>: copies the incident log, also while a host runs on it.</summary>
static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The new file; an existing one is never overwritten." };
        var data = Shared.Data();
        var command = new Command("backup", "Copies the incident log to a new file, also while a host runs on it.") { file, data };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(file)!;
            try
            {
                SqliteIncidentLog.Backup(Path.Combine(parsed.GetValue(data)!.FullName, SqliteIncidentLog.FileName), target.FullName);
                parsed.InvocationConfiguration.Output.WriteLine($"Written: {target.FullName}. Keep the folder's secrets with it: without them mailed links and contacts cannot be read.");
                return 0;
            }
            catch (DataFolderException exception)
            {
                parsed.InvocationConfiguration.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return command;
    }
}
