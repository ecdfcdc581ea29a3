using Azure;
using Incidents.Desk;

namespace Incidents.Adapters.Log.Tables;

/// <summary>What an error of Azure Storage means to a caller of the log.</summary>
static class TableErrors
{
    /// <summary>Runs a command; what storage cannot do now becomes <see cref="LogUnavailableException"/>.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Unavailable(e, ct))
        {
            throw new LogUnavailableException($"The incident log in Azure Storage cannot be reached: {Cause(e)}. The same can be tried again.", e);
        }
    }

    /// <summary>True when storage did not do it now and may later; false for a caller's mistake, and when the caller himself gave up.</summary>
    public static bool Unavailable(Exception e, CancellationToken ct) => e switch
    {
        // A request that storage finds wrong (400, 413) stays wrong.
        RequestFailedException r => r.Status is not (400 or 413),
        // The SDK's own time limit, not the caller's.
        OperationCanceledException => !ct.IsCancellationRequested,
        AggregateException a => a.InnerExceptions.All(inner => Unavailable(inner, ct)),
        IOException or HttpRequestException => true,
        _ => false,
    };

    /// <summary>True when a condition of the write did not hold: the row is there, or is another by now.</summary>
    public static bool Conflict(RequestFailedException e) => e.Status is 409 or 412;

    // Not the whole message: it lists headers and addresses.
    static string Cause(Exception e) => e switch
    {
        RequestFailedException { Status: > 0 } r => $"{r.Status} {r.ErrorCode}",
        AggregateException a when a.InnerExceptions.Count > 0 => Cause(a.InnerExceptions[^1]),
        _ => e.GetType().Name,
    };
}
