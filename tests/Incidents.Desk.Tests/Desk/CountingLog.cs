using System.Collections.Concurrent;
using System.Reflection;

namespace Incidents.Desk.Tests;

/// <summary>Passes every call on to a log, which may be exchanged for another, and remembers it: "ReadAsync 5" is a read from the fifth event on.</summary>
public class CountingLog : DispatchProxy
{
    IIncidentLog log = null!;

    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Runs before every call, with its name; may throw.</summary>
    public Action<string>? Before { get; set; }

    public static (IIncidentLog Log, CountingLog Counter) Of(IIncidentLog log)
    {
        var proxy = Create<IIncidentLog, CountingLog>();
        var counter = (CountingLog)(object)proxy;
        counter.log = log;
        return (proxy, counter);
    }

    /// <summary>From now on the calls go to another log, as after a restore.</summary>
    public void Exchange(IIncidentLog other) => log = other;

    /// <summary>The calls since the last time this was asked.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = Calls.ToList();
        Calls.Clear();
        return taken;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls.Enqueue(targetMethod!.Name is nameof(IIncidentLog.ReadAsync) or nameof(IIncidentLog.NewsAsync) ? $"{targetMethod.Name} {args![1]}{(args[2] is true ? " and ledger" : "")}" : targetMethod.Name);
        Before?.Invoke(targetMethod.Name);
        return targetMethod.Invoke(log, args);
    }
}
