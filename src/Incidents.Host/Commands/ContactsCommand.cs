using System.CommandLine;
using Incidents.Adapters.Files;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Host.Composition;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Incidents.Host.Commands;

/// <summary><c>contacts list</c>: how everybody is reached, and what refused last. <c>contacts test PERSON</c>: tries everything by which a person is reached. Both work beside a running host.</summary>
static class ContactsCommand
{
    public static Command Create()
    {
        var person = new Argument<string>("person") { Description = "The person's id." };
        var config = Shared.Config();
        var data = Shared.Data();
        var test = new Command("test", "Sends a person a test by mail and by every push, before they go on call.") { person, config, data };
        test.SetAction((parsed, ct) => TestAsync(parsed.GetValue(person)!, Shared.PathOf(parsed.GetValue(config)), parsed.GetValue(data)!, parsed.InvocationConfiguration, ct));
        var (listConfig, listData) = (Shared.Config(), Shared.Data());
        var list = new Command("list", "Prints how everybody is reached, when that was tested last, and what refused last.") { listConfig, listData };
        list.SetAction((parsed, ct) => ListAsync(Shared.PathOf(parsed.GetValue(listConfig)), parsed.GetValue(listData)!, parsed.InvocationConfiguration, ct));
        return new Command("contacts", "How people are reached.") { list, test };
    }

    static async Task<int> ListAsync(string? config, DirectoryInfo data, InvocationConfiguration console, CancellationToken ct)
    {
        var loaded = ResponseConfiguration.Load(config, Shared.NoSecrets);
        if (Shared.Refused(loaded, console.Error))
        {
            return 1;
        }

        return await WithLogAsync(data, console, async troubles =>
        {
            foreach (var report in await Tests(loaded.Configuration!, data, troubles).ReportsAsync(ct))
            {
                await console.Output.WriteLineAsync($"{report.Person,-10} {(report.Ways.Count == 0 ? "mail alone: nothing wakes them" : $"mail, {string.Join(", ", report.Ways)}")}; {(report.Tested is { } tested
                    ? $"tested {tested.At.UtcDateTime:u}: {(tested.Wakes ? "would be woken" : "nothing would wake them")}" : "not tested")}");
                foreach (var trouble in report.Troubles ?? [])
                {
                    await console.Output.WriteLineAsync($"{"",-10} {trouble.Way}{(trouble.CameBack ? "," : " was refused")} at {trouble.At.UtcDateTime:u}: {SafeText.Line(trouble.Said)}");
                }
            }

            return 0;
        });
    }

    // The records lie in the log, which takes a second process beside the host.
    static async Task<int> WithLogAsync(DirectoryInfo data, InvocationConfiguration console, Func<ContactTroubles, Task<int>> act)
    {
        try
        {
            data.Create();
            await using var log = SqliteIncidentLog.Open(Path.Combine(data.FullName, SqliteIncidentLog.FileName));
            return await act(new ContactTroubles(log, TimeProvider.System, NullLogger<ContactTroubles>.Instance));
        }
        catch (Exception exception) when (exception is DataFolderException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    static ContactTests Tests(ResponseConfiguration configuration, DirectoryInfo data, ContactTroubles troubles)
    {
        var plan = HostPlan.Of(configuration, data.FullName, new Uri(configuration.ListenAddress), new Uri(configuration.BaseAddress), drill: false);
        return new ContactTests(plan.Deployment, new FolderFiles(data.FullName), Secrets.Approvals(data.FullName), TimeProvider.System, troubles: troubles);
    }

    // What reaches people; not what senders and programs prove themselves with, nor the mailbox that mails come back to.
    static bool Used(string path) => (path.StartsWith("channels.", StringComparison.Ordinal) && !path.StartsWith("channels.mail.bounces.", StringComparison.Ordinal)) || path.Contains(".ways[", StringComparison.Ordinal);

    static async Task<int> TestAsync(string id, string? config, DirectoryInfo data, InvocationConfiguration console, CancellationToken ct)
    {
        var loaded = ResponseConfiguration.Load(config, Used);
        if (Shared.Refused(loaded, console.Error))
        {
            return 1;
        }

        if (loaded.Configuration!.Find(id) is not { } person)
        {
            await console.Error.WriteLineAsync($"Nobody has the id \"{id}\". People: {string.Join(", ", loaded.Configuration.People.Select(p => p.Id))}.");
            return 1;
        }

        return await WithLogAsync(data, console, async troubles => await SayAsync(person, (await Tests(loaded.Configuration, data, troubles).TestAsync(person.Id, null, ct))!, console));
    }

    static async Task<int> SayAsync(PersonEntry person, TestedContacts tested, InvocationConfiguration console)
    {
        foreach (var result in tested.Results)
        {
            await console.Output.WriteLineAsync($"{result.Name,-10} {(result.Sent ? "sent      " : "not sent  ")}{SafeText.Line(result.Detail)}");
        }

        if (!tested.Wakes)
        {
            await console.Output.WriteLineAsync(tested.Results.Count == 1 ? $"{person.Name} has no push, and a mail wakes nobody." : $"Nothing would wake {person.Name}.");
        }

        return tested.Wakes && tested.Results.All(result => result.Sent) ? 0 : 1;
    }
}
