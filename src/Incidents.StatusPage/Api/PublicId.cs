using System.Security.Cryptography;
using System.Text;

namespace Incidents.StatusPage.Api;

/// <summary>
/// Ids in the shape of Statuspage's, 12 small letters and digits, for what has no id of its own. They follow from a name, so they are the same after every build and
/// on every host. Incidents and services keep the ids they have: addresses are made of them, and to clients an id is opaque.
/// </summary>
static class PublicId
{
    const string Letters = "0123456789abcdefghijklmnopqrstuvwxyz";

    const int Length = 12;

    /// <summary>The page, by its address.</summary>
    public static string OfPage(Uri address) => Of($"page/{address.Host}{address.AbsolutePath.TrimEnd('/')}");

    /// <summary>A group of services, by its name.</summary>
    public static string OfGroup(string name) => Of($"group/{name}");

    static string Of(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return string.Concat(hash.Take(Length).Select(octet => Letters[octet % Letters.Length]));
    }
}
