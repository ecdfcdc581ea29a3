using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Incidents.Functions.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;

namespace Incidents.Functions.Tests.Durable;

/// <summary>The real orchestration on Durable Task's in-process host, which replays it as a real one does, with activities that answer as the test says.</summary>
public sealed class Stage : IAsyncLifetime
{
    internal static readonly string[] Kinds = [nameof(MailPerson), nameof(PushPerson), nameof(PostInternally)];

    readonly ConcurrentDictionary<string, Play> plays = new(StringComparer.Ordinal);
    DurableTaskTestHost host = null!;

    static Stage()
    {
        // The host logs each of its own requests to the console.
        Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "None");
        Environment.SetEnvironmentVariable("Logging__LogLevel__Microsoft", "None");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => host = await DurableTaskTestHost.StartAsync(tasks =>
    {
        tasks.AddOrchestratorFunc<string>(IncidentOrchestration.Name, async (context, incident) =>
        {
            if (!context.IsReplaying)
            {
                plays[incident!].Begin();
            }

            await IncidentOrchestration.RunAsync(context, incident!);
        });
        tasks.AddActivityFunc<string, IncidentTurn>(IncidentActivities.Advance, (_, incident) => plays[incident!].Turn());
        foreach (var kind in Kinds)
        {
            tasks.AddActivityFunc<DeliveryBatch, IncidentTurn>(kind, (_, batch) => plays[batch!.Incident].DeliverAsync(kind, batch));
        }
    }, new DurableTaskTestHostOptions { Port = FreePort() });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>Starts the orchestration of an incident.</summary>
    internal async Task<(string Incident, Play Play)> BeginAsync(Func<int, IncidentTurn> turn, Func<string, DeliveryBatch, Task<IncidentTurn>>? deliver = null)
    {
        var incident = Guid.NewGuid().ToString("N");
        var play = plays[incident] = new Play(turn, deliver);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(IncidentOrchestration.Name, incident, new StartOrchestrationOptions(InstanceId: incident));
        return (incident, play);
    }

    internal Task RingAsync(string incident, string step) => host.Client.RaiseEventAsync(incident, step, "signal");

    /// <summary>Completes when the instance has; fails when it failed.</summary>
    internal async Task EndAsync(string incident)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Play.Patience);
        var ended = await host.Client.WaitForInstanceCompletionAsync(incident, getInputsAndOutputs: true, patience.Token);
        Assert.Equal((OrchestrationRuntimeStatus.Completed, null), (ended.RuntimeStatus, ended.FailureDetails?.ErrorMessage));
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
