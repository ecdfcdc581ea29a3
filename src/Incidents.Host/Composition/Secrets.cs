using Incidents.Adapters.Log;
using Incidents.Desk;
using Incidents.Hosting.Composition;

namespace Incidents.Host.Composition;

/// <summary>The data folder's secrets.</summary>
static class Secrets
{
    const string Links = "links";

    /// <summary>All of them, for the host that owns the folder.</summary>
    public static Keys Of(DataFolder folder) => new([new ApprovalKey(1, folder.Secret(Links))], folder.Secret("reporters"), folder.Secret("contacts"), folder.Secret("call"));

    /// <summary>Links, codes and sessions, beside a running host.</summary>
    public static Approvals Approvals(string folder) => new([new ApprovalKey(1, DataFolder.ReadOrMakeSecret(folder, Links))]);
}
