using System.CommandLine;
using Incidents.Adapters.Files;
using Incidents.Host.Composition;
using Incidents.Hosting.Composition;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>contacts test PERSON</c>: tries everything by which a person is reached and prints what came of it. Works beside a running host.</summary>
static class ContactsCommand
{
    public static Command Create()
    {
        var person = new Argument<string>("person") { Description = "The person's id." };
        var config = Shared.Config();
        var data = Shared.Data();
        var test = new Command("test", "Sends a person a test by mail and by every push, before they go on call.") { person, config, data };
        test.SetAction((parsed, ct) => TestAsync(parsed.GetValue(person)!, Shared.PathOf(parsed.GetValue(config)), parsed.GetValue(data)!, parsed.InvocationConfiguration, ct));
        return new Command("contacts", "How people are reached.") { test };
    }

    // What reaches people; not what senders and programs prove themselves with.
    static bool Used(string path) => path.StartsWith("channels.", StringComparison.Ordinal) || path.Contains(".ways[", StringComparison.Ordinal);

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

        data.Create();
        var plan = HostPlan.Of(loaded.Configuration, data.FullName, new Uri(loaded.Configuration.ListenAddress), new Uri(loaded.Configuration.BaseAddress), drill: false);
        var tested = await new ContactTests(plan.Deployment, new FolderFiles(data.FullName), Secrets.Approvals(data.FullName), TimeProvider.System).TestAsync(person.Id, null, ct);
        foreach (var result in tested!.Results)
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
