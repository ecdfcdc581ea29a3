using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Incidents.Adapters.Files;
using Incidents.Desk;
using Incidents.Hosting.Composition;

namespace Incidents.Functions.Composition;

/// <summary>
/// The installation's secrets: from settings, which on Azure refer to Key Vault. What no setting gives is made once and kept beside the files, so that a try-out needs
/// no key.
/// </summary>
static class Secrets
{
    const int Bytes = 32;

    /// <summary>Reads them, and makes those that are nowhere.</summary>
    /// <exception cref="StartException">A setting holds no key.</exception>
    public static async Task<Keys> ReadAsync(Settings settings, BlobContainerClient container)
    {
        // A wrong setting is told before the account is asked for anything.
        var (link, previous, reporters, contacts, call) = (settings.Key("INCIDENTS_LINK_KEY"), settings.Key("INCIDENTS_LINK_KEY_PREVIOUS"), settings.Key("INCIDENTS_REPORTER_KEY"),
            settings.Key("INCIDENTS_CONTACT_KEY"), settings.Key("INCIDENTS_CALL_KEY"));
        await container.CreateIfNotExistsAsync();
        var files = new BlobFiles(container);
        List<ApprovalKey> links = [Link(link ?? await KeptAsync(files, "links"))];
        if (previous is not null)
        {
            links.Add(Link(previous));
        }

        return new Keys(links, reporters ?? await KeptAsync(files, "reporters"), contacts ?? await KeptAsync(files, "contacts"), call ?? await KeptAsync(files, "call"));
    }

    // The key's own hash names it, so that a rotation need not number keys.
    static ApprovalKey Link(byte[] secret) => new(SHA256.HashData(secret)[0], secret);

    static async Task<byte[]> KeptAsync(BlobFiles files, string name)
    {
        var path = $"secrets/{name}";
        // Of two workers that start at once, the first one's key is everybody's.
        await files.AddAsync(path, RandomNumberGenerator.GetBytes(Bytes), CancellationToken.None);
        return await files.ReadAsync(path, CancellationToken.None) ?? throw new StartException($"The key {name} was deleted while the app started. Start it again.");
    }
}
