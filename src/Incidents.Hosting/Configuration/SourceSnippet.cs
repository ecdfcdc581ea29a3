using Incidents.Alerts;

namespace Incidents.Hosting.Configuration;

/// <summary>What to paste into a sender's own configuration so that it sends here.</summary>
public static class SourceSnippet
{
    /// <summary>The sender of a source. The alert of a heartbeat's silence is written in our own format.</summary>
    public static ISender Sender(SourceEntry source) => source.Type.IsHeartbeat ? new GenericJson() : Senders.Find(source.Type.Name)!;

    /// <summary>The words to paste. No secret is in them: <c>THE-VALUE-OF-NAME</c> stands for what the environment variable NAME holds, the new one where two are alive.</summary>
    public static string Of(ResponseConfiguration configuration, SourceEntry source)
    {
        var words = Sender(source).Setup(new SourceSetup(new Uri(configuration.BaseAddress), source.Name, source.Auth, Placeholder(source),
            source.User, source.Header, source.TimestampHeader, source.Topic, Entra(source))).ReplaceLineEndings("\n");
        return source.Type.IsHeartbeat ? $"# Each time that it is well; alert.json may be any file.\n{words.Replace("/api/alerts/", "/api/heartbeats/", StringComparison.Ordinal)}" : words;
    }

    static EntraSetup? Entra(SourceEntry source) => source.Auth != SourceProof.Entra ? null
        : new EntraSetup(EntraSource.Authority(source), source.Tenant!, source.Audience!, EntraSource.Apps(source)[0], source.Role);

    static string Placeholder(SourceEntry source) => source.Secret?.Current.Variable is { } name ? $"THE-VALUE-OF-{name}" : $"THE-SECRET-OF-{source.Name}";
}
