namespace Incidents.Desk;

/// <summary>Cuts inputs into portions that can be in memory as objects at one time.</summary>
static class Portions
{
    // Of bodies: an alert has a few hundred bytes, and a thousand alerts make a signal.
    const int Bytes = 256 * 1024;

    /// <summary>In their order; one that is larger is a portion by itself.</summary>
    public static IEnumerable<IReadOnlyList<RawInput>> Of(IEnumerable<RawInput> inputs)
    {
        var (portion, bytes) = (new List<RawInput>(), 0);
        foreach (var input in inputs)
        {
            portion.Add(input);
            bytes += input.Body.Length;
            if (bytes >= Bytes)
            {
                yield return portion;
                (portion, bytes) = ([], 0);
            }
        }

        if (portion.Count > 0)
        {
            yield return portion;
        }
    }
}
