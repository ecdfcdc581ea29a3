using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Host.Composition;
using Incidents.Host.Drill;
using Incidents.Host.Loop;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>drill</c>: rehearses the plan: the real host, the real mails, a clock that jumps.</summary>
static class DrillCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "outage, night, breach, or a file of your own.", DefaultValueFactory = _ => "outage" };
        var config = Shared.Config();
        var data = Shared.Data("data-drill");
        var exit = new Option<bool>("--exit") { Description = "End after the rehearsal instead of staying up for a look around." };
        var command = new Command("drill", "Rehearses the plan from an alert to the post-mortem, in a data folder of its own.") { scenario, config, data, exit };
        command.SetAction((parsed, cancellationToken) => DrillAsync(parsed.GetValue(scenario)!, Shared.PathOf(parsed.GetValue(config)), parsed.GetValue(data)!.FullName, parsed.GetValue(exit),
            parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    static async Task<int> DrillAsync(string name, string? config, string data, bool exit, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var loaded = ResponseConfiguration.Load(config, Shared.NoSecrets);
        if (Shared.Refused(loaded, console.Error))
        {
            return 1;
        }

        try
        {
            var scenario = ScenarioFile.Read(name);
            DrillFolder.Empty(data);
            var address = FreeAddress();
            var flight = new InFlight();
            var clock = new JumpingClock(flight, scenario.StartsAt);
            // The roster is the company's; its sources prove themselves by secrets that a rehearsal does not have, so alerts come in as the sample's do, from this machine only.
            var rehearsed = loaded.Configuration! with { Sources = ResponseConfiguration.Load().Configuration!.Sources };
            var plan = HostPlan.Of(rehearsed, data, address, address, drill: true);
            await using var app = HostApp.Build(plan, clock, flight);
            await app.StartAsync(cancellationToken);
            var passed = await Rehearsal.RunAsync(app, plan, scenario, clock, cancellationToken);
            if (!exit)
            {
                if (loaded.Configuration!.People is [var first, ..])
                {
                    // By the drill's clock, which stands still from here on.
                    var link = SignInCommand.Link(address, app.Services.GetRequiredService<Approvals>(), first.Id, clock.GetUtcNow() + SignInCommand.Life);
                    await console.Output.WriteLineAsync($"Sign in as {first.Id}: {link}");
                }

                await console.Output.WriteLineAsync($"A look around: {plan.Deployment.ConsoleAddress}, {plan.Deployment.StatusAddress}, mails in {plan.Mail}. Ctrl+C ends it.");
                await app.WaitForShutdownAsync(cancellationToken);
            }

            await app.StopAsync(CancellationToken.None);
            return passed ? 0 : 1;
        }
        catch (Exception exception) when (exception is DrillException or DataFolderException or IOException)
        {
            await console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
