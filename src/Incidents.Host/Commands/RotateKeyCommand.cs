using System.CommandLine;
using Incidents.Adapters.Log;
using Incidents.Host.Composition;

namespace Incidents.Host.Commands;

/// <summary><c>rotate-key</c>: a new key signs links from now on, the one before is still taken, the one before that is gone. The host must be stopped.</summary>
static class RotateKeyCommand
{
    public static Command Create()
    {
        var data = Shared.Data();
        var command = new Command("rotate-key", "Signs links with a new key from now on; links of the key before still work, older ones do not. Stop the host first.") { data };
        command.SetAction(parsed => Rotate(parsed.GetValue(data)!, parsed.InvocationConfiguration));
        return command;
    }

    static int Rotate(DirectoryInfo data, InvocationConfiguration console)
    {
        if (!data.Exists)
        {
            console.Error.WriteLine($"There is no data folder {data.FullName}. Name the host's with --data.");
            return 1;
        }

        try
        {
            // A running host would go on signing with the key it has read, and its links would be lost at the next rotation.
            using var folder = DataFolder.Open(data.FullName, drill: false);
            Secrets.RotateLinks(folder);
        }
        catch (DataFolderException exception)
        {
            console.Error.WriteLine(exception.Message);
            return 1;
        }

        console.Output.WriteLine("A new key signs links, codes and sessions from the next start on. Those of the key before still work; older ones do not any more.");
        console.Output.WriteLine("If the key before is known to others, rotate once more: then nothing that was mailed or signed in so far works.");
        return 0;
    }
}
