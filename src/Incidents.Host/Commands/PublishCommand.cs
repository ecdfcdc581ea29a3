using System.CommandLine;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Adapters.Site;
using Incidents.Desk;
using Incidents.Host.Composition;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Site;
using Incidents.Planned;

namespace Incidents.Host.Commands;

/// <summary><c>publish --to DIR</c>: writes the status page into a second folder, also while a host runs; a copy in another failure domain stays up when the host does not.</summary>
static class PublishCommand
{
    public static Command Create()
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "The folder. What is right in it is left alone; pages that are no longer in the record stay.", Required = true };
        var address = Shared.Address("--address", "Where the public finds that copy. Default: the configuration's statusAddress.");
        var config = Shared.Config();
        var data = Shared.Data();
        var command = new Command("publish", "Writes the status page into another folder, also while a host runs.") { to, address, config, data };
        command.SetAction((parsed, cancellationToken) => PublishAsync(parsed.GetValue(to)!.FullName, parsed.GetValue(address), Shared.PathOf(parsed.GetValue(config)), parsed.GetValue(data)!.FullName,
            parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    static async Task<int> PublishAsync(string to, Uri? address, string? config, string data, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var loaded = ResponseConfiguration.Load(config, Shared.NoSecrets);
        if (Shared.Refused(loaded, console.Error))
        {
            return 1;
        }

        var configuration = loaded.Configuration!;
        var plan = HostPlan.Of(configuration, data, new Uri(configuration.ListenAddress), new Uri(configuration.BaseAddress), drill: false);
        var page = plan.Deployment.Page with { BaseUrl = address ?? plan.Deployment.StatusAddress };
        // From a copy, so that a running host is not disturbed.
        var copy = Path.Combine(Path.GetTempPath(), $"publish-{Guid.NewGuid():N}.db");
        try
        {
            SqliteIncidentLog.Backup(Path.Combine(data, SqliteIncidentLog.FileName), copy);
            await using var log = SqliteIncidentLog.Open(copy);
            var policy = configuration.ToPolicy(drill: false);
            var planned = new PlannedWorkDesk(log, () => policy, PlannedTexts.For(page.Language), TimeProvider.System);
            using var site = new FolderSite(to);
            using var publisher = new StatusPublisher(new PublicSources(log, page, [planned], new ImportedHistory(new FolderFiles(data)), TimeProvider.System), site);
            var written = await publisher.PublishAsync(cancellationToken);
            await console.Output.WriteLineAsync(written.Count == 0 ? $"{to} is up to date." : $"{written.Count} file{(written.Count == 1 ? "" : "s")} written to {to}.");
            return 0;
        }
        catch (Exception exception) when (exception is DataFolderException or IOException)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        finally
        {
            foreach (var file in new[] { copy, $"{copy}-wal", $"{copy}-shm" })
            {
                File.Delete(file);
            }
        }
    }
}
