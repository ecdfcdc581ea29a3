namespace Incidents.Alerts;

/// <summary>
/// The end of an alert, as its sender tells it. Where the sender <see cref="ISender.EndsByKey"/>, episode and service are not looked at and may be empty; an end without an
/// episode reaches, of any sender, every occurrence of the key that began by then.
/// </summary>
public sealed record EndedAlert(string Key, string Episode, string Service, DateTimeOffset EndedAt);

/// <summary>What a sender's document says, in the plan's words.</summary>
/// <param name="Fired">Alerts that fire.</param>
/// <param name="Ended">Alerts that are over.</param>
/// <param name="Warning">Something an operator should see, such as alerts that the sender left out.</param>
/// <param name="Problem">Why the document, or a part of it, cannot be mapped; it then goes into quarantine once the alerts of its other parts are taken. Null when it can.</param>
public sealed record MappedInput(IReadOnlyList<Alert> Fired, IReadOnlyList<EndedAlert> Ended, string? Warning = null, string? Problem = null)
{
    /// <summary>A document that cannot be mapped, and why.</summary>
    public static MappedInput Unmappable(string problem) => new([], [], null, problem);
}

/// <summary>A document as it came in.</summary>
/// <param name="Body">The raw body.</param>
/// <param name="Source">The configured source's name; part of every alert's key.</param>
/// <param name="At">When it arrived; a start in the future counts as this.</param>
/// <param name="Headers">The headers that the sender's format needs (<see cref="ISender.Headers"/>), and <c>content-type</c>; names in small letters.</param>
public sealed record Incoming(ReadOnlyMemory<byte> Body, string Source, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers);

/// <summary>Maps one sender's format. Pure: bytes and headers in, alerts out; it never throws on bad input.</summary>
public interface ISender
{
    /// <summary>The type's name in the configuration, such as <c>alertmanager</c>.</summary>
    string Type { get; }

    /// <summary>The headers that mapping needs, in small letters; one that ends with <c>*</c> stands for all that begin so. Only these are kept, so that no secret is.</summary>
    IReadOnlyList<string> Headers => [];

    /// <summary>
    /// True when an end names the alert alone: it then ends every occurrence of the key that began by then. A firing alert may have an empty episode: while
    /// its key fires it is a repeat, else a new occurrence.
    /// </summary>
    bool EndsByKey => false;

    /// <summary>True when it may write its document as a URL-encoded form.</summary>
    bool TakesForms => false;

    /// <summary>What is answered with <c>Retry-After</c> when a source sends more than it may: the status on which this sender tries again. 503 unless its own documentation says 429.</summary>
    int TooMany => 503;

    /// <summary>What to paste into the sender's own configuration so that it sends here; unless it has words of its own, commands of a shell.</summary>
    string Setup(SourceSetup source) => source.Curl();

    /// <summary>Maps a document.</summary>
    MappedInput Map(Incoming document);
}
