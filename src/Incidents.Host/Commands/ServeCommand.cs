using System.CommandLine;
using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Host.Composition;
using Incidents.Host.Loop;
using Incidents.Hosting.Configuration;

namespace Incidents.Host.Commands;

/// <summary><c>serve</c>, and what the program does without a command: runs the host until it is told to stop.</summary>
static class ServeCommand
{
    static readonly TimeSpan FirstLinkLife = TimeSpan.FromMinutes(15);

    /// <summary>Gives a command the options and the action of serve.</summary>
    public static Command Equip(Command command)
    {
        var config = Shared.Config();
        var data = Shared.Data();
        var urls = Shared.Address("--urls", "Where to listen. Default: the configuration's listenAddress, else http://127.0.0.1:7071.");
        command.Add(config);
        command.Add(data);
        command.Add(urls);
        command.SetAction((parsed, cancellationToken) => ServeAsync(Shared.PathOf(parsed.GetValue(config)), parsed.GetValue(data)!.FullName, parsed.GetValue(urls), parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    static async Task<int> ServeAsync(string? config, string data, Uri? urls, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var loaded = ResponseConfiguration.Load(config);
        if (Shared.Refused(loaded, errors))
        {
            return 1;
        }

        var configuration = loaded.Configuration!;
        var listen = urls ?? new Uri(configuration.ListenAddress);
        // People who reach the host where it listens reach it there still when --urls moves it; a name of its own stays.
        var reached = config is null || configuration.BaseAddress == configuration.ListenAddress ? listen : new Uri(configuration.BaseAddress);
        var plan = HostPlan.Of(configuration, data, listen, reached, drill: false);
        if (File.Exists(data))
        {
            await errors.WriteLineAsync($"{Path.GetFullPath(data)} is a file. Name a folder for the data with --data.");
            return 1;
        }

        try
        {
            await using var app = HostApp.Build(plan, TimeProvider.System, new InFlight());
            await StartAsync(app, cancellationToken);
            Say(output, plan, config, app.Services.GetRequiredService<Approvals>());
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (DataFolderException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (IOException exception)
        {
            await errors.WriteLineAsync($"The host cannot listen at {listen}: {exception.Message} Stop what listens there, or name another address with --urls or listenAddress.");
            return 1;
        }
    }

    static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException)
        {
            // What had started before the server is stopped in order, or each of it would complain of being torn down.
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    static void Say(TextWriter output, HostPlan plan, string? config, Approvals approvals)
    {
        output.WriteLine($"Company      {plan.Deployment.Configuration.Company}{(config is null ? " (a sample; write response.json for your own)" : "")}");
        output.WriteLine($"Console      {plan.Deployment.ConsoleAddress}");
        output.WriteLine($"Status page  {plan.Deployment.StatusAddress}");
        output.WriteLine($"Data         {Path.GetFullPath(plan.Data)}");
        if (plan.Deployment.Configuration.Channels.Mail.Smtp is null)
        {
            output.WriteLine($"Mails        {plan.Mail} (files, until channels.mail.smtp is configured)");
        }

        if (plan.Deployment.Configuration.People is [var first, ..])
        {
            output.WriteLine($"Sign in as {first.Id} within {FirstLinkLife.TotalMinutes:0} minutes: {SignInCommand.Link(plan.Deployment.Base, approvals, first.Id, TimeProvider.System.GetUtcNow() + FirstLinkLife)}");
        }

        // The sample's people are nobody's.
        foreach (var warning in config is null ? [] : ConfigurationWarnings.Of(plan.Deployment.Configuration, TimeProvider.System.GetUtcNow()))
        {
            output.WriteLine($"Mind {warning}");
        }

        output.WriteLine("Running. Ctrl+C stops it.");
        output.Flush();
    }
}
