using System.CommandLine;
using System.Globalization;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Desk.Subscribers;
using Incidents.Host.Composition;
using Incidents.Hosting.Configuration;
using Incidents.Hosting.Subscribers;

namespace Incidents.Host.Commands;

/// <summary><c>subscribers import|export|erase</c>: what belongs to other people, beside a running host.</summary>
static class SubscribersCommand
{
    public static Command Create()
    {
        var command = new Command("subscribers", "People and programs outside who are told what the status page says.");
        var file = new Argument<FileInfo>("file") { Description = "The list, as CSV with a line of column names, or in the shape of Statuspage's import template." };
        command.Add(Command("import", "Takes over a Statuspage's subscribers. They confirmed there and are not asked again; doing it twice changes nothing.", file, ImportAsync));
        var address = new Argument<string>("address") { Description = "A mail address, or a webhook's." };
        command.Add(Command("export", "Prints everything that is kept of one address, as JSON.", address, async (one, desk, _, console, ct) =>
        {
            var json = await SubscriberExport.JsonAsync(desk, one, ct);
            await (json is null ? console.Error : console.Output).WriteLineAsync(json ?? "Nothing is kept of this address.");
            return json is null ? 1 : 0;
        }));
        command.Add(Command("erase", "Erases everything that is kept of one address, for good.", address, async (one, desk, _, console, ct) =>
        {
            var any = false;
            foreach (var (way, clean) in SubscriberExport.Ways(one))
            {
                any |= await desk.EraseAsync(way, clean, ct);
            }

            await console.Output.WriteLineAsync(any ? "Erased, with every trace in the data folder. Backups that were made before still hold it." : "Nothing is kept of this address.");
            return any ? 0 : 1;
        }));
        return command;
    }

    static async Task<int> ImportAsync(FileInfo file, SubscriberDesk desk, ResponseConfiguration configuration, InvocationConfiguration console, CancellationToken ct)
    {
        var plan = HostPlan.Of(configuration, ".", new Uri(configuration.ListenAddress), new Uri(configuration.BaseAddress), drill: false);
        var lines = StatuspageSubscribers.Read(await File.ReadAllTextAsync(file.FullName, ct), plan.Deployment.Page.Services, configuration.Subscribers.PrivateAddresses);
        var report = await new SubscriberImport(desk, TimeProvider.System).TakeAsync(lines, ct);
        foreach (var (line, why) in report.NotTaken)
        {
            await console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Line {line} was not taken: {SafeText.Line(why)}"));
        }

        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Taken} taken, {report.Same} there already, {report.NotTaken.Count} not taken."));
        foreach (var (count, why) in report.Reasons)
        {
            await console.Output.WriteLineAsync($"  {Words.Count(count, "line")}: {SafeText.Line(why)}");
        }

        return 0;
    }

    static Command Command<T>(string name, string description, Argument<T> argument, Func<T, SubscriberDesk, ResponseConfiguration, InvocationConfiguration, CancellationToken, Task<int>> act)
    {
        var config = Shared.Config();
        var data = Shared.Data();
        var command = new Command(name, description) { argument, config, data };
        command.SetAction(async (parsed, ct) =>
        {
            var console = parsed.InvocationConfiguration;
            var loaded = ResponseConfiguration.Load(Shared.PathOf(parsed.GetValue(config)), Shared.NoSecrets);
            if (Shared.Refused(loaded, console.Error))
            {
                return 1;
            }

            try
            {
                var folder = parsed.GetValue(data)!;
                folder.Create();
                await using var log = SqliteIncidentLog.Open(Path.Combine(folder.FullName, SqliteIncidentLog.FileName));
                var keys = new SubscriberKeys(DataFolder.ReadOrMakeSecret(folder.FullName, "contacts"));
                var desk = new SubscriberDesk(new SubscriberStore(log, keys), keys, TimeProvider.System, new MailTraces(new FolderFiles(folder.FullName)));
                return await act(parsed.GetValue(argument)!, desk, loaded.Configuration!, console, ct);
            }
            catch (Exception exception) when (exception is DataFolderException or IOException or UnauthorizedAccessException)
            {
                await console.Error.WriteLineAsync(exception.Message);
                return 1;
            }
        });
        return command;
    }
}
