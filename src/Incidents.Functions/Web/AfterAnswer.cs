using Incidents.Web;

namespace Incidents.Functions.Web;

/// <summary>Work after the answer belongs to the invocation that answered.</summary>
sealed class AfterAnswer(Invocations invocations) : IAfterAnswer
{
    /// <inheritdoc/>
    public void Run(Func<Task> work)
    {
        var begun = Task.Run(work);
        invocations.Current?.Add(begun);
    }
}
