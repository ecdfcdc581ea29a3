using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Moq;

namespace Incidents.Functions.Tests;

/// <summary>The client of Durable Functions, as a mock that remembers what it was asked.</summary>
sealed class DurableDouble
{
    // CallBase: the overloads of the abstract class lead to the members that are set up here.
    readonly Mock<DurableTaskClient> mock = new("test") { CallBase = true };

    public DurableDouble()
    {
        mock.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
            .Returns((TaskName name, object? input, StartOrchestrationOptions? options, CancellationToken _) => Task.Run(() =>
            {
                Started.Enqueue($"{name} {input} {options?.InstanceId}");
                return Failing(options!.InstanceId!) ?? options.InstanceId!;
            }, CancellationToken.None));
        mock.Setup(c => c.RaiseEventAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<object?>(), It.IsAny<CancellationToken>()))
            .Returns((string instance, string name, object? payload, CancellationToken _) => Task.Run(() =>
            {
                Raised.Enqueue((instance, name, payload));
                Failing(instance);
            }, CancellationToken.None));
        mock.Setup(c => c.GetInstancesAsync(It.IsAny<string>(), It.IsAny<bool>(), It.IsAny<CancellationToken>()))
            .Returns((string instance, bool _, CancellationToken _) => Task.Run(() =>
            {
                Asked.Enqueue(instance);
                Failing(instance);
                return Status is { } status ? new OrchestrationMetadata("Incident", instance) { RuntimeStatus = status } : null;
            }, CancellationToken.None));
    }

    public DurableTaskClient Client => mock.Object;

    /// <summary>"Orchestration input instance" of each start.</summary>
    public ConcurrentQueue<string> Started { get; } = [];

    public ConcurrentQueue<(string Instance, string Name, object? Payload)> Raised { get; } = [];

    /// <summary>Instances that were looked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What every instance is at; null: there is none.</summary>
    public OrchestrationRuntimeStatus? Status { get; set; }

    /// <summary>Instances for which every call fails.</summary>
    public HashSet<string> Fails { get; } = [];

    string? Failing(string instance) => Fails.Contains(instance) ? throw new InvalidOperationException("The task hub cannot be reached.") : null;
}
