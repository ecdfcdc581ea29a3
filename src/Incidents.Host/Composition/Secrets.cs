using Incidents.Adapters.Log;
using Incidents.Desk;

namespace Incidents.Host.Composition;

/// <summary>The data folder's secrets: who signs links, and who hashes reporting users.</summary>
static class Secrets
{
    const string Links = "links";

    /// <summary>Links, codes and sessions, for the host that owns the folder.</summary>
    public static Approvals Approvals(DataFolder folder) => new([new ApprovalKey(1, folder.Secret(Links))]);

    /// <summary>The same beside a running host.</summary>
    public static Approvals Approvals(string folder) => new([new ApprovalKey(1, DataFolder.ReadOrMakeSecret(folder, Links))]);

    /// <summary>Keys the hash of reporting users.</summary>
    public static byte[] Reporters(DataFolder folder) => folder.Secret("reporters");

    /// <summary>Encrypts contact data.</summary>
    public static byte[] Contacts(DataFolder folder) => folder.Secret("contacts");
}
