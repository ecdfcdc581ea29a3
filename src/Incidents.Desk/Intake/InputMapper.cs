using System.Collections.Immutable;
using Incidents.Alerts;

namespace Incidents.Desk;

/// <summary>What a raw input says, in its source's format.</summary>
/// <param name="senders">The sender of each configured source, by the source's name.</param>
sealed class InputMapper(IReadOnlyDictionary<string, ISender> senders)
{
    /// <summary>Maps an input; one of a source that is gone says so and goes into quarantine.</summary>
    public MappedInput Map(RawInput input) => senders.TryGetValue(input.Source, out var sender) ? sender.Map(Document(input))
        : MappedInput.Unmappable($"The source \"{input.Source}\" is not configured any more.");

    /// <summary>True where an end names the alert's key alone; null for a source that is gone.</summary>
    public bool? EndsByKey(RawInput input) => senders.GetValueOrDefault(input.Source)?.EndsByKey;

    /// <summary>Of a request's headers (names in small letters) those that the source's format needs; null when it needs none.</summary>
    public IReadOnlyDictionary<string, string>? Needed(string source, IEnumerable<KeyValuePair<string, string>> headers) =>
        senders.GetValueOrDefault(source)?.Headers is { Count: > 0 } needed
            ? headers.Where(header => needed.Any(name => name[^1] == '*' ? header.Key.StartsWith(name[..^1], StringComparison.Ordinal) : header.Key == name)).ToDictionary(StringComparer.Ordinal)
            : null;

    static Incoming Document(RawInput input) =>
        new(input.Body, input.Source, input.At, new Dictionary<string, string>(input.Headers ?? ImmutableDictionary<string, string>.Empty, StringComparer.Ordinal) { ["content-type"] = input.ContentType });
}
