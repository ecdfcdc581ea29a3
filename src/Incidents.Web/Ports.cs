namespace Incidents.Web;

/// <summary>Sends the link that signs a person in. The desk delivers only what the plan decides, and signing in is not the plan's.</summary>
public interface ISignInMailer
{
    /// <summary>Sends one mail to a person of the roster. May throw; the visitor is told the same either way, so that nobody learns who exists.</summary>
    Task SendAsync(string person, Desk.ComposedMail mail, CancellationToken ct);

    /// <summary>Whose address it is, as an id; null when it is nobody's. Case does not count.</summary>
    string? PersonOf(string address);
}

/// <summary>One thing that must work for the host to be ready.</summary>
public interface IReadinessCheck
{
    /// <summary>What is wrong, in words for an operator; null when nothing is.</summary>
    Task<string?> ProblemAsync(CancellationToken ct);
}

/// <summary>Work that begins once a request is answered. A host replaces it to know what is under way.</summary>
public interface IAfterAnswer
{
    /// <summary>Starts the work and returns at once. The work handles its own failures.</summary>
    void Run(Func<Task> work);
}

sealed class ThreadPoolAfterAnswer : IAfterAnswer
{
    public void Run(Func<Task> work) => _ = Task.Run(work);
}
