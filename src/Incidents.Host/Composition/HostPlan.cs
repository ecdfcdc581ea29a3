using Incidents.Host.Configuration;

namespace Incidents.Host.Composition;

/// <summary>What a host is started with.</summary>
/// <param name="Configuration">The company's, already checked.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Listen">Where it listens.</param>
/// <param name="Base">Where people reach it; links in mails begin with it.</param>
/// <param name="Drill">True for a rehearsal.</param>
public sealed record HostPlan(ResponseConfiguration Configuration, string Data, Uri Listen, Uri Base, bool Drill)
{
    /// <summary>The status page's folder.</summary>
    public string Status => Path.Combine(Path.GetFullPath(Data), "status");

    /// <summary>Where mails are written while no mail server is configured, or in a rehearsal.</summary>
    public string Mail => Path.Combine(Path.GetFullPath(Data), "mail");

    /// <summary>Where the public finds the status page.</summary>
    public Uri StatusAddress => new($"{Base.AbsoluteUri.TrimEnd('/')}/status/");

    /// <summary>Where responders find the console.</summary>
    public Uri ConsoleAddress => new($"{Base.AbsoluteUri.TrimEnd('/')}/incidents");
}
