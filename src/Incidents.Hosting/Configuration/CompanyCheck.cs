namespace Incidents.Hosting.Configuration;

/// <summary>The company, its hours, its services and the host's addresses.</summary>
static class CompanyCheck
{
    // What the file lacks is null here although its type says otherwise; the reader has reported it.
    public static IEnumerable<Problem> Of(ResponseConfiguration c)
    {
        if (c.Company is not null && string.IsNullOrWhiteSpace(c.Company))
            yield return new("company", "The company has no name.", "Write the name that the public knows.");
        if (c.TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(c.TimeZone, out _))
            yield return new("timeZone", $"No time zone is called \"{c.TimeZone}\".", Zone(c.TimeZone));
        if (c.BusinessHours.Days.Count == 0)
            yield return new("businessHours.days", "There is no working day, so nobody would ever take over from on-call.", "Write at least one day, such as \"monday\".");
        if (c.BusinessHours.Closes <= c.BusinessHours.Opens)
            yield return new("businessHours.closes", "Work ends before it begins.", "Write a time later than opens; the end of the day is \"24:00\".");

        foreach (var problem in Services(c).Concat(Addresses(c)))
            yield return problem;
    }

    static string Zone(string written) =>
        Suggestion.For(written, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)) is { } near ? $"Did you mean \"{near}\"?" : "Write an IANA name, such as \"Europe/Lisbon\".";

    static IEnumerable<Problem> Services(ResponseConfiguration c)
    {
        foreach (var (index, service) in c.Services.Index())
        {
            if (service.Id is not null && !ConfigurationCheck.IsId(service.Id))
                yield return new($"services[{index}].id", $"\"{service.Id}\" cannot be an id.", "Use small letters, digits, hyphens, dots and underscores, at most 64.");
            if (service.Name is not null && string.IsNullOrWhiteSpace(service.Name))
                yield return new($"services[{index}].name", "The service has no name.", "Write the name that users know.");
        }

        foreach (var problem in ConfigurationCheck.Duplicates(c.Services.Select(s => s.Id), "services", "id"))
            yield return problem;
    }

    static IEnumerable<Problem> Addresses(ResponseConfiguration c)
    {
        if (AddressCheck.Problem("baseAddress", c.BaseAddress) is { } wrongBase)
            yield return wrongBase;
        else if (new Uri(c.BaseAddress) is { Scheme: "http", IsLoopback: false })
            yield return new("baseAddress", "Links with approvals would cross the network in the clear.", "Write an https address; a reverse proxy can provide it.");
        if (c.StatusAddress is { } status && AddressCheck.Problem("statusAddress", status) is { } wrongStatus)
            yield return wrongStatus;
        foreach (var (path, address) in new[] { ("listenAddress", c.ListenAddress), ("statusListenAddress", c.StatusListenAddress) })
        {
            if (Listening(path, address) is { } wrongListen)
                yield return wrongListen;
        }

        if (AddressCheck.Problem("statusListenAddress", c.StatusListenAddress) is null && c.StatusListenAddress is { } own && AddressCheck.Problem("listenAddress", c.ListenAddress) is null && new Uri(own).Port == new Uri(c.ListenAddress).Port)
            yield return new("statusListenAddress", "The host listens at this port already.", "Write a port of its own, such as \"http://127.0.0.1:7072\".");
        if (c.HeartbeatAddress is { } heartbeat && AddressCheck.Problem("heartbeatAddress", heartbeat) is { } wrongHeartbeat)
            yield return wrongHeartbeat;
    }

    static Problem? Listening(string path, string? address) => AddressCheck.Problem(path, address) ?? (address is null || new Uri(address) is { Scheme: "http", AbsolutePath: "/" }
        ? null
        : new Problem(path, "The host listens with plain http and without a path.", "Write only http, address and port, such as \"http://127.0.0.1:7071\", and put a reverse proxy with https in front."));
}
