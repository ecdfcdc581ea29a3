namespace Incidents.Web;

/// <summary>What the pages and endpoints need to know from the configuration. The host fills it; nothing is read from a request instead.</summary>
/// <param name="BaseAddress">Where people reach this host, such as <c>https://incidents.example.com</c>; every link in a mail begins with it.</param>
public sealed record WebOptions(Uri BaseAddress)
{
    /// <summary>Who may post alerts, by the name in <c>/api/alerts/{source}</c>.</summary>
    public IReadOnlyDictionary<string, SourceAuth> Sources { get; init; } = new Dictionary<string, SourceAuth>(StringComparer.Ordinal);

    /// <summary>Keys of programs that report users' problems or act for a person.</summary>
    public IReadOnlyList<ApiKey> ApiKeys { get; init; } = [];

    /// <summary>Reports taken per key or person and minute. Default 60.</summary>
    public int ReportsPerMinute { get; init; } = 60;

    /// <summary>Documents taken per source and minute; more are answered with the status on which the source's sender tries again. A source that is not here, or has 0, has no limit.</summary>
    public IReadOnlyDictionary<string, int> LimitsPerMinute { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Sign-in mails per person and quarter of an hour, so that nobody's mailbox is flooded. Default 5.</summary>
    public int SignInMailsPerQuarterHour { get; init; } = 5;

    /// <summary>How long a sign-in link lives. Default 15 minutes.</summary>
    public TimeSpan SignInLinkLife { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lives. Default 12 hours.</summary>
    public TimeSpan SessionLife { get; init; } = TimeSpan.FromHours(12);

    /// <summary>True when cookies travel over TLS only.</summary>
    public bool IsSecure => BaseAddress.Scheme == Uri.UriSchemeHttps;

    /// <summary>An address below <see cref="BaseAddress"/>.</summary>
    /// <param name="path">Without a leading slash.</param>
    public string Link(string path) => $"{BaseAddress.AbsoluteUri.TrimEnd('/')}/{path}";
}

/// <summary>A program's key, sent as <c>Authorization: Bearer</c>.</summary>
/// <param name="Secret">The key itself; at least 20 characters.</param>
/// <param name="Person">For whom it acts; null: it may only report users' problems.</param>
public sealed record ApiKey(string Secret, string? Person);
