using Incidents.Desk;
using Incidents.Hosting.Composition;

namespace Incidents.Hosting.Staff;

/// <summary>Mails the person who goes on call, and every manager, that nothing would wake that person.</summary>
public sealed class TurnWarning(Deployment deployment, StaffPost post) : ITurnWarning
{
    /// <inheritdoc/>
    public async Task<bool> WarnAsync(OnCallTurn turn, TestedContacts tested, CancellationToken ct)
    {
        var (configuration, person) = (deployment.Configuration, deployment.Configuration.Find(turn.Person));
        var (name, from) = (person?.Name ?? turn.Person, configuration.ToPolicy(deployment.Drill).Time(turn.From));
        var results = string.Join('\n', tested.Results.Select(result => $"- {result.Name}: {(result.Sent ? "sent" : $"not sent. {result.Detail}")}"));
        var text = $"""
            {name} goes on call at {from}. A test of the contacts found nothing that would wake them; a mail wakes nobody.

            {results}

            Give {name} a push topic or another way in the configuration, or mend what failed, and test again: {deployment.Link("contacts")}
            Until then somebody else should take the turn (rotation.overrides).

            """;
        return await post.SendAsync(configuration.People.Where(p => p.Id == turn.Person || p.Roles.Contains(Role.Manager)), $"turn:{turn.From.UtcDateTime:yyyyMMddTHHmmss}:{turn.Person}",
            $"turn/{turn.From.UtcDateTime:O}", $"Nothing would wake {name}, on call from {from}", text, ct);
    }
}
