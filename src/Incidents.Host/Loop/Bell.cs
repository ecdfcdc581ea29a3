using System.Threading.Channels;
using Incidents.Desk;

namespace Incidents.Host.Loop;

/// <summary>Wakes the loop of an incident; whoever stored something for it rings. Ringing never blocks and never fails.</summary>
public sealed class Bell(InFlight flight) : IBell
{
    Action<string>? _followers;
    readonly Channel<(string Incident, IDisposable Work)> _rings = Channel.CreateUnbounded<(string, IDisposable)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Tells somebody of every incident that got events; they must not block.</summary>
    public void Follow(Action<string> follower) => _followers += follower;

    /// <inheritdoc/>
    public void Ring(StoredSignal signal, string step) => Ring(signal.IncidentId);

    /// <inheritdoc/>
    public void Appended(string incidentId) => _followers?.Invoke(incidentId);

    /// <summary>Wakes an incident's loop.</summary>
    public void Ring(string incidentId)
    {
        // Under way from the ring on, not from its hearing: a rehearsal's clock must not jump in between.
        var work = flight.Begin();
        if (!_rings.Writer.TryWrite((incidentId, work)))
        {
            work.Dispose();
        }
    }

    /// <summary>Hears every ring; the work of a ring ends with <paramref name="wake"/>.</summary>
    public async Task HearAsync(Action<string> wake, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (incident, work) in _rings.Reader.ReadAllAsync(cancellationToken))
            {
                using (work)
                {
                    wake(incident);
                }
            }
        }
        finally
        {
            // Nobody listens any more; what rang is taken up after the next start.
            _rings.Writer.Complete();
            while (_rings.Reader.TryRead(out var unheard))
            {
                unheard.Work.Dispose();
            }
        }
    }
}
