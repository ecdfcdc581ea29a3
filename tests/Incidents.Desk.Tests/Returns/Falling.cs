using System.Reflection;

namespace Incidents.Desk.Tests.Returns;

/// <summary>Passes every call on to a store of records, unless the test says that the process dies before.</summary>
public class Falling : DispatchProxy
{
    IRecordStore records = null!;

    /// <summary>Runs before every call; may throw.</summary>
    public Action<string>? Before { get; set; }

    public static (IRecordStore Records, Falling Calls) Of(IRecordStore records)
    {
        var proxy = Create<IRecordStore, Falling>();
        var falling = (Falling)(object)proxy;
        falling.records = records;
        return (proxy, falling);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Before?.Invoke(targetMethod!.Name);
        return targetMethod!.Invoke(records, args);
    }
}
