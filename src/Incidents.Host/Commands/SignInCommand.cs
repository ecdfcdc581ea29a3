using System.CommandLine;
using Incidents.Desk;
using Incidents.Host.Composition;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>sign-in PERSON</c>: prints a link to sign in with, for when mail is down. Works beside a running host.</summary>
static class SignInCommand
{
    /// <summary>How long a printed link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public static Command Create()
    {
        var person = new Argument<string>("person") { Description = "The person's id." };
        var config = Shared.Config();
        var data = Shared.Data();
        var host = Shared.Address("--host", "Where people reach the host. Default: the configuration's baseAddress.");
        var command = new Command("sign-in", "Prints a link to sign in with, for when mail is down.") { person, config, data, host };
        command.SetAction(parsed => Print(parsed.GetValue(person)!, Shared.PathOf(parsed.GetValue(config)), parsed.GetValue(data)!, parsed.GetValue(host), parsed.InvocationConfiguration));
        return command;
    }

    /// <summary>The link.</summary>
    public static string Link(Uri host, Approvals approvals, string person, DateTimeOffset expires) =>
        $"{host.AbsoluteUri.TrimEnd('/')}/sign-in/{approvals.SignInToken(person, expires)}";

    static int Print(string person, string? config, DirectoryInfo data, Uri? host, InvocationConfiguration console)
    {
        var loaded = ResponseConfiguration.Load(config, Shared.NoSecrets);
        if (Shared.Refused(loaded, console.Error))
        {
            return 1;
        }

        if (loaded.Configuration!.Find(person) is null)
        {
            console.Error.WriteLine($"Nobody has the id \"{person}\". People: {string.Join(", ", loaded.Configuration.People.Select(p => p.Id))}.");
            return 1;
        }

        if (!data.Exists)
        {
            console.Error.WriteLine($"There is no data folder {data.FullName}. Name the host's with --data.");
            return 1;
        }

        var at = TimeProvider.System.GetUtcNow() + Life;
        console.Output.WriteLine(Link(host ?? new Uri(loaded.Configuration.BaseAddress), Secrets.Approvals(data.FullName), person, at));
        return 0;
    }
}
