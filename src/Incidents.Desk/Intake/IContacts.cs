namespace Incidents.Desk;

/// <summary>A user's problem, as the support desk or a form reports it.</summary>
/// <param name="Id">The caller's idempotency key.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Reporter">Who has the problem, such as a customer number; only a keyed hash is kept.</param>
/// <param name="Service">The service's id.</param>
/// <param name="Summary">What is wrong, in a line, without personal data.</param>
/// <param name="ContactMail">Where the user wants to be told; kept encrypted outside the log, and erased by the plan.</param>
public sealed record UserReport(string Id, DateTimeOffset At, string Reporter, string Service, string Summary, string? ContactMail);

/// <summary>Contact data of reporting users: encrypted, outside the log, erased when the plan says so.</summary>
public interface IContacts
{
    /// <summary>Keeps an address for an incident. The same twice is kept once.</summary>
    Task KeepAsync(string incidentId, string reporterHash, string mail, CancellationToken ct);
}
