using Incidents.Desk;
using Incidents.Hosting.Composition;

namespace Incidents.Hosting.Staff;

/// <summary>Mails whoever is on call, or else the managers, that something of a source was not understood.</summary>
public sealed class QuarantineWarning(Deployment deployment, StaffPost post, Func<PlanPolicy> policy, TimeProvider time) : IQuarantineWarning
{
    /// <inheritdoc/>
    public async Task<bool> WarnAsync(QuarantinedInput newest, int count, CancellationToken ct)
    {
        var onCall = policy().Roster.Rotation.First(time.GetUtcNow());
        var source = newest.Input.Source;
        var text = $"""
            {(count == 1 ? "Something came" : $"{count} inputs came")} from the source "{source}" with the right proof, and could not be understood. An alert may be among {(count == 1 ? "it" : "them")}: nobody is called because of it.

            The newest, of {policy().Time(newest.Input.At)}: {newest.Reason}

            Look at it, mend the sender or the configuration, and try it again: {deployment.Link("quarantine")}
            Of this source you hear at most once an hour.

            """;
        return await post.SendAsync(deployment.Configuration.People.Where(p => onCall is null ? p.Roles.Contains(Role.Manager) : p.Id == onCall), $"quarantine:{source}:{newest.Input.At.UtcTicks}",
            $"quarantine/{source}", $"Not understood: what \"{source}\" sent", text, ct);
    }
}
