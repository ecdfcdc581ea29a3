namespace Incidents.Testing;

/// <summary>
/// Which host the suite drives, from the environment. INCIDENTS_SCENARIO_BASE names one that runs (with INCIDENTS_SCENARIO_KEY, INCIDENTS_SCENARIO_MAIL and, where
/// its status page is elsewhere, INCIDENTS_SCENARIO_STATUS); INCIDENTS_SCENARIO_START is a command that starts one; without either it is the embedded host.
/// </summary>
public static class HostChoice
{
    const string Base = "INCIDENTS_SCENARIO_BASE";
    const string Mail = "INCIDENTS_SCENARIO_MAIL";
    const string Secret = "INCIDENTS_SCENARIO_KEY";
    const string Status = "INCIDENTS_SCENARIO_STATUS";
    const string Start = "INCIDENTS_SCENARIO_START";

    /// <summary>True when the suite starts its hosts and may therefore configure and kill them.</summary>
    public static bool IsOwned => Setting(Base) is null;

    /// <summary>A host for a company; one that runs already has the usual company.</summary>
    /// <exception cref="InvalidOperationException">A variable is missing; the message says which.</exception>
    public static async Task<IHostUnderTest> OpenAsync(CompanyFile company)
    {
        if (Setting(Base) is not { } address)
        {
            return await StartedHost.StartAsync(company, Setting(Start), Setting(Status));
        }

        var uri = new Uri($"{address.TrimEnd('/')}/");
        return new RunningHost(uri, Setting(Status) is { } status ? new Uri($"{status.TrimEnd('/')}/") : new Uri(uri, "status/"), Mailbox(Needed(Mail)), new ScenarioKey(Needed(Secret)));
    }

    static Letters Mailbox(string where) => where.StartsWith("imaps://", StringComparison.OrdinalIgnoreCase) ? new ImapMailbox(new Uri(where)) : new MailFolder(where);

    static string Needed(string name) => Setting(name) ?? throw new InvalidOperationException($"{Base} is set, so {name} has to be set too.");

    static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set : null;
}
