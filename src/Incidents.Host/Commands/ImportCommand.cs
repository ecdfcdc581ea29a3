using System.CommandLine;
using Incidents.Adapters.Files;
using Incidents.Host.Composition;
using Incidents.Host.Site;
using Incidents.Hosting.Configuration;
using Incidents.Public;
using Incidents.StatusPage.Import;

namespace Incidents.Host.Commands;

/// <summary><c>import statuspage</c> and <c>import cstate</c>: takes the history of another status page over. It is shown and counted, and the plan never hears of it.</summary>
static class ImportCommand
{
    public static Command Create() => new("import", "Takes over the history of another status page; doing it again changes nothing.") { Statuspage(), CState() };

    static Command Statuspage()
    {
        var from = new Argument<string[]>("from") { Description = "The page's address, such as https://status.contoso.example, or files with documents of its API.", Arity = ArgumentArity.OneOrMore };
        return Command("statuspage", "From a Statuspage's public API v2.", from, async (value, page, cancellationToken) =>
        {
            var documents = new List<ReadOnlyMemory<byte>>();
            foreach (var source in value)
            {
                if (Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
                {
                    using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = StatuspageDownload.MostBytes };
                    documents.AddRange(await StatuspageDownload.ReadAsync(http, address, cancellationToken));
                }
                else
                {
                    documents.Add(await File.ReadAllBytesAsync(source, cancellationToken));
                }
            }

            var (incidents, maintenances) = StatuspageImport.Read(page, documents);
            return new ImportedRecord(incidents, maintenances);
        });
    }

    static Command CState()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The page's content folder, or the issues folder in it." };
        return Command("cstate", "From the issues of a cState page.", folder, async (value, page, cancellationToken) =>
        {
            var incidents = new List<PublicIncident>();
            foreach (var file in value.EnumerateFiles("*.md", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
            {
                // A page that has a folder of its own is called as the folder is.
                var name = file.Name == "index.md" ? $"{file.Directory!.Name}.md" : file.Name;
                if (CStateImport.Read(page, name, await File.ReadAllTextAsync(file.FullName, cancellationToken)) is { } incident)
                {
                    incidents.Add(incident);
                }
            }

            return new ImportedRecord([.. incidents.DistinctBy(incident => incident.Id, StringComparer.OrdinalIgnoreCase)], []);
        });
    }

    static Command Command<T>(string name, string description, Argument<T> from, Func<T, PublicPage, CancellationToken, Task<ImportedRecord>> read)
    {
        var config = Shared.Config();
        var data = Shared.Data();
        var command = new Command(name, description) { from, config, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = ResponseConfiguration.Load(Shared.PathOf(parsed.GetValue(config)), Shared.NoSecrets);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (Shared.Refused(loaded, errors))
            {
                return 1;
            }

            try
            {
                var listen = new Uri(loaded.Configuration!.ListenAddress);
                var folder = parsed.GetValue(data)!.FullName;
                var more = await read(parsed.GetValue(from)!, HostPlan.Of(loaded.Configuration!, folder, listen, listen, drill: false).Deployment.Page, cancellationToken);
                var changed = await new ImportedHistory(new FolderFiles(folder)).MergeAsync(more, cancellationToken);
                await output.WriteLineAsync($"Read {Words.Count(more.Incidents.Count, "incident")} and {Words.Count(more.Maintenances.Count, "maintenance")}; {changed} {(changed == 1 ? "is" : "are")} new or different. A running host shows them within a minute.");
                return 0;
            }
            catch (Exception exception) when (exception is FormatException or IOException or HttpRequestException or UnauthorizedAccessException or ArgumentException)
            {
                await errors.WriteLineAsync($"Nothing was imported. {exception.Message}");
                return 1;
            }
        });
        return command;
    }
}
