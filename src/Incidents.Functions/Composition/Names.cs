namespace Incidents.Functions.Composition;

/// <summary>What the app's own tables and containers are called; several installations may share an account under names of their own.</summary>
/// <param name="Tables">Begins the tables' names.</param>
/// <param name="Values">The container of values that no table row holds.</param>
/// <param name="Files">The container of small files: mails and posts that nobody takes away yet, encrypted addresses, keys of a try-out.</param>
/// <param name="Site">The container of the status page.</param>
sealed record Names(string Tables, string Values, string Files, string Site)
{
    const int Longest = 40;

    /// <summary>The names of an installation.</summary>
    /// <param name="installation">Small letters and digits, a letter first; null for the usual names.</param>
    /// <param name="site">The container of the status page; null for that of the account's static website.</param>
    /// <exception cref="StartException">The installation's name cannot begin a table's and a container's name.</exception>
    public static Names Of(string? installation, string? site) => installation switch
    {
        null => new Names("incidents", "incident-log", "incident-files", site ?? "$web"),
        { Length: >= 3 and <= Longest } name when char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) =>
            new Names(name, $"{name}-log", $"{name}-files", site ?? "$web"),
        _ => throw new StartException($"INCIDENTS_NAME: \"{installation}\" cannot name an installation. Write 3 to {Longest} small letters and digits, a letter first."),
    };
}
