using Incidents.Hosting.Composition;

namespace Incidents.Host.Composition;

/// <summary>What an embedded host is started with.</summary>
/// <param name="Deployment">What the company runs.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Listen">Where it listens.</param>
public sealed record HostPlan(Deployment Deployment, string Data, Uri Listen)
{
    /// <summary>The status page's folder; the host serves it under <c>/status/</c>.</summary>
    public string Status => Path.Combine(Path.GetFullPath(Data), "status");

    /// <summary>Where mails are written while no mail server is configured, or in a rehearsal.</summary>
    public string Mail => Path.Combine(Path.GetFullPath(Data), "mail");

    /// <summary>A plan whose status page is served by the host itself.</summary>
    /// <param name="configuration">The company's, already checked.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="listen">Where it listens.</param>
    /// <param name="basis">Where people reach it.</param>
    /// <param name="drill">True for a rehearsal.</param>
    public static HostPlan Of(Hosting.Configuration.ResponseConfiguration configuration, string data, Uri listen, Uri basis, bool drill) =>
        new(new Deployment(configuration, basis, AddressOf(configuration, basis, drill), drill), data, listen);

    /// <summary>Where the host also listens and serves the status page alone; null for nowhere. A rehearsal's page has no address of its own.</summary>
    public Uri? StatusListen => Deployment is { Drill: false, Configuration.StatusListenAddress: { } own } ? new Uri(own) : null;

    /// <summary>The host name under which the status page is served alone; null when it has none of its own.</summary>
    public string? StatusHost => Deployment.StatusAddress is { AbsolutePath: "/" } address && !string.Equals(address.Host, Deployment.Base.Host, StringComparison.OrdinalIgnoreCase) ? address.Host : null;

    static Uri AddressOf(Hosting.Configuration.ResponseConfiguration configuration, Uri basis, bool drill) =>
        new($"{(drill ? null : configuration.StatusAddress)?.TrimEnd('/') ?? $"{basis.AbsoluteUri.TrimEnd('/')}/status"}/");
}
