using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Hosting.Composition;

namespace Incidents.Host.Composition;

/// <summary>The data folder's secrets.</summary>
static class Secrets
{
    const string Links = "links";

    /// <summary>All of them, for the host that owns the folder.</summary>
    public static Keys Of(DataFolder folder) => new(Keys(folder.Path), folder.Secret("reporters"), folder.Secret("contacts"), folder.Secret("call"));

    /// <summary>Links, codes and sessions, beside a running host.</summary>
    public static Approvals Approvals(string folder) => new(Keys(folder));

    /// <summary>Makes a new key for links; the one in use stays alive beside it, and the one before that is gone.</summary>
    public static void RotateLinks(DataFolder folder) => folder.Rotate(Links);

    // Two keys may have one id: the signature tells which it was.
    static IReadOnlyList<ApprovalKey> Keys(string folder) => [.. DataFolder.ReadOrMakeSecrets(folder, Links).Select(secret => new ApprovalKey(1, secret))];
}
