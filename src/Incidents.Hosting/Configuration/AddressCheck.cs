namespace Incidents.Hosting.Configuration;

/// <summary>Web addresses.</summary>
static class AddressCheck
{
    /// <summary>What is wrong with an http or https address; null when nothing is.</summary>
    public static Problem? Problem(string path, string? address) => address switch
    {
        null => null,
        _ when !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 =>
            new(path, $"\"{address}\" is not a web address.", "Write a whole address that begins with https:// or http://."),
        _ when new Uri(address) is { UserInfo.Length: > 0 } => new(path, "The address holds a user's name or password.", "Leave them out."),
        _ when new Uri(address).Fragment.Length > 0 => new(path, "The address ends with a fragment.", "Leave out the # and what follows."),
        _ => null,
    };
}
