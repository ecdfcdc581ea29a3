using Incidents.Public;

namespace Incidents.Desk;

/// <summary>A source of planned work that customers are told of. The status page asks every registered one at each publication, so an answer must be cheap and short.</summary>
public interface IPlannedWork
{
    /// <summary>What the page shows: everything that is not over, and what was over lately.</summary>
    Task<IReadOnlyList<PublicMaintenance>> PublicAsync(CancellationToken ct);

    /// <summary>What is being worked on at the moment at a service, in a sentence for whoever is called about it; null when nothing is. Asked for every alert, so it must be cheap; it never throws.</summary>
    Task<string?> OnAsync(string service, CancellationToken ct) => Task.FromResult<string?>(null);
}
