using Incidents.Web;

namespace Incidents.Host.Loop;

/// <summary>Counts the work that begins once a request is answered, so that neither a stop nor a rehearsal's clock overtakes it.</summary>
sealed class AfterAnswer(InFlight flight, ServingThread thread) : IAfterAnswer
{
    /// <inheritdoc/>
    public void Run(Func<Task> work)
    {
        var begun = flight.Begin();
        thread.Begin(async () =>
        {
            using (begun)
            {
                await work();
            }
        });
    }
}
