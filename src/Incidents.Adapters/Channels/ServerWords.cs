namespace Incidents.Adapters.Channels;

/// <summary>What a mail server says, as it may be kept and shown.</summary>
static class ServerWords
{
    const int MostSaid = 300;

    /// <summary>In one line. The words are what an administrator needs, such as "5.1.1 no such user"; an address in them belongs neither into the ledger nor into a log.</summary>
    public static string Of(string said) => SafeText.Cut(string.Join(' ', SafeText.Line(said).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Contains('@', StringComparison.Ordinal) ? "(address)" : word)), MostSaid);
}
