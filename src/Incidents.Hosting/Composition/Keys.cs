using Incidents.Desk;

namespace Incidents.Hosting.Composition;

/// <summary>The installation's own secrets, at least 32 random bytes each; where they are kept is the host's.</summary>
/// <param name="Links">Signs links, codes and sessions: the key in use first, then the one before, which is still taken.</param>
/// <param name="Reporters">Keys the hash of reporting users.</param>
/// <param name="Contacts">Encrypts contact data.</param>
/// <param name="Call">Makes the names of call rooms unguessable.</param>
public sealed record Keys(IReadOnlyList<ApprovalKey> Links, byte[] Reporters, byte[] Contacts, byte[] Call);
