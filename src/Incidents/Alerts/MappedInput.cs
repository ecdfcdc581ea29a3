namespace Incidents.Alerts;

/// <summary>The end of an alert, as its sender tells it.</summary>
public sealed record EndedAlert(string Key, string Episode, string Service, DateTimeOffset EndedAt);

/// <summary>What a sender's document says, in the plan's words.</summary>
/// <param name="Fired">Alerts that fire.</param>
/// <param name="Ended">Alerts that are over.</param>
/// <param name="Warning">Something an operator should see, such as alerts that the sender left out.</param>
/// <param name="Problem">Why the document cannot be mapped; it then goes into quarantine. Null when it can.</param>
public sealed record MappedInput(IReadOnlyList<Alert> Fired, IReadOnlyList<EndedAlert> Ended, string? Warning = null, string? Problem = null)
{
    /// <summary>A document that cannot be mapped, and why.</summary>
    public static MappedInput Unmappable(string problem) => new([], [], null, problem);
}

/// <summary>Maps one sender's format. Pure: bytes in, alerts out; it never throws on bad input.</summary>
public interface ISender
{
    /// <summary>The type's name in the configuration, such as <c>alertmanager</c>.</summary>
    string Type { get; }

    /// <summary>Maps a document.</summary>
    /// <param name="body">The raw body.</param>
    /// <param name="source">The configured source's name; part of every alert's key.</param>
    /// <param name="at">When it arrived; a start in the future counts as this.</param>
    MappedInput Map(ReadOnlyMemory<byte> body, string source, DateTimeOffset at);
}
