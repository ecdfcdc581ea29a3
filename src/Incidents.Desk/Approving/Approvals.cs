using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Incidents.Desk;

/// <summary>What an approval link is about.</summary>
public sealed record ApprovalLink(string IncidentId, string RequestId, string Person);

/// <summary>Links, codes and sessions. The plan decides what they may do; here is only shown that they are genuine.</summary>
public sealed class Approvals(IReadOnlyList<ApprovalKey> keys)
{
    const string Link = "incidents/approve/v1";
    const string CodeLabel = "incidents/code/v1";
    const string SignIn = "incidents/sign-in/v1";
    const string Session = "incidents/session/v1";

    readonly Tokens tokens = new(keys);

    /// <summary>The token of one person's link to one request.</summary>
    public string Token(string incidentId, string requestId, string person) => tokens.Write(Link, incidentId, requestId, person);

    /// <summary>Reads a token; false for anything that was not signed here.</summary>
    public bool TryRead(string token, out ApprovalLink link)
    {
        var parts = tokens.Read(Link, token, 3);
        link = parts is null ? new ApprovalLink("", "", "") : new ApprovalLink(parts[0], parts[1], parts[2]);
        return parts is not null;
    }

    /// <summary>The six digits printed in the mail and never in the link.</summary>
    public string Code(string incidentId, string requestId, string person) => Digits(tokens.Derive(CodeLabel, incidentId, requestId, person));

    /// <summary>True when the typed code is the mail's; blanks do not matter. Compared in constant time, under every key alive.</summary>
    public bool IsCode(string incidentId, string requestId, string person, string typed)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))));
        return tokens.DeriveAll(CodeLabel, incidentId, requestId, person).Aggregate(false, (found, mac) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Digits(mac)), bytes) | found);
    }

    /// <summary>A link that signs a person in to the console.</summary>
    public string SignInToken(string person, DateTimeOffset expires) => Timed(SignIn, person, expires);

    /// <summary>Reads a sign-in link; false when forged or expired.</summary>
    public bool TryReadSignIn(string token, DateTimeOffset now, out string person) => TryTimed(SignIn, token, now, out person);

    /// <summary>The value of a session cookie.</summary>
    public string SessionToken(string person, DateTimeOffset expires) => Timed(Session, person, expires);

    /// <summary>Reads a session cookie; false when forged or expired.</summary>
    public bool TryReadSession(string token, DateTimeOffset now, out string person) => TryTimed(Session, token, now, out person);

    string Timed(string label, string person, DateTimeOffset expires) => tokens.Write(label, person, expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    bool TryTimed(string label, string token, DateTimeOffset now, out string person)
    {
        var parts = tokens.Read(label, token, 2);
        person = parts?[0] ?? "";
        return parts is not null && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var expires) && now.ToUnixTimeSeconds() < expires;
    }

    static string Digits(byte[] mac) => (BinaryPrimitives.ReadUInt64BigEndian(mac) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
