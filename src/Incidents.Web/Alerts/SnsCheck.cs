using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Incidents.Web.Alerts;

/// <summary>A message of Amazon SNS that proved itself.</summary>
/// <param name="Status">0 when authentic, 401 when not, 503 when Amazon's certificate could not be fetched.</param>
/// <param name="Id">The id that SNS repeats when it sends a message again.</param>
/// <param name="Confirm">Where to confirm the subscription that the message asks for; null for every other message.</param>
sealed record SnsMessage(int Status, string Id, Uri? Confirm);

/// <summary>
/// Checks the signature of Amazon SNS: topic, host, certificate, RSA over the named members. Nothing is fetched but from the SNS endpoint of the configured
/// topic's own region. Source: SNS developer guide, "Verifying the signatures of Amazon SNS messages".
/// </summary>
sealed class SnsCheck(ISnsEndpoint endpoint, TimeProvider time)
{
    // Amazon has one certificate per region and replaces it about once a year.
    const int MostCertificates = 16;

    static readonly SnsMessage Refused = new(StatusCodes.Status401Unauthorized, "", null);

    readonly ConcurrentDictionary<Uri, X509Certificate2> _certificates = new();

    /// <summary>What a body is.</summary>
    public async Task<SnsMessage> ReadAsync(SourceAuth.Sns auth, byte[] body, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(auth.Topic, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body, JsonSerializerOptions.Strict) ?? [], ct);
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException or InvalidOperationException)
        {
            // A stranger's body, or a certificate that is none.
            return Refused;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new SnsMessage(StatusCodes.Status503ServiceUnavailable, "", null);
        }
    }

    async Task<SnsMessage> ReadAsync(string topic, Dictionary<string, JsonElement> message, CancellationToken ct)
    {
        var type = Text("Type");
        var confirmation = type is "SubscriptionConfirmation" or "UnsubscribeConfirmation";
        if ((type != "Notification" && !confirmation) || Text("TopicArn") != topic || !TryHash(Text("SignatureVersion"), out var hash)
            || OwnAddress(topic, Text("SigningCertURL")) is not { } address || !IsCertificatePath(address.AbsolutePath)
            || Text("MessageId") is not { Length: > 0 and <= 200 } id || Text("Signature") is not { } signature)
        {
            return Refused;
        }

        // Present members only, in the order of their names' bytes.
        string[] names = confirmation ? ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"] : ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
        var signed = string.Concat(names.Where(name => Text(name) is not null).Select(name => $"{name}\n{Text(name)}\n"));
        using var key = (await CertificateAsync(address, ct)).GetRSAPublicKey();
        if (key is null || !key.VerifyData(Encoding.UTF8.GetBytes(signed), Convert.FromBase64String(signature), hash, RSASignaturePadding.Pkcs1))
        {
            return Refused;
        }

        return type != "SubscriptionConfirmation" ? new SnsMessage(0, id, null)
            : OwnAddress(topic, Text("SubscribeURL")) is { } confirm ? new SnsMessage(0, id, confirm) : Refused;

        string? Text(string name) => message.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    async Task<X509Certificate2> CertificateAsync(Uri address, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (_certificates.TryGetValue(address, out var known) && known.NotAfter.ToUniversalTime() > now)
        {
            return known;
        }

        // The download's TLS says that it is Amazon's; the file itself has no chain to build.
        var certificate = X509Certificate2.CreateFromPem(await endpoint.CertificateAsync(address, ct));
        if (certificate.NotBefore.ToUniversalTime() > now || certificate.NotAfter.ToUniversalTime() < now)
        {
            throw new CryptographicException("The certificate is not valid now.");
        }

        if (_certificates.Count < MostCertificates)
        {
            _certificates[address] = certificate;
        }

        return certificate;
    }

    static bool TryHash(string? version, out HashAlgorithmName hash)
    {
        // Version 1 is what a topic has unless its owner set 2.
        hash = version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        return version is "1" or "2";
    }

    // Only https, only the standard port, only the SNS host of the topic's region: anything else would let a stranger send this host's requests anywhere.
    static Uri? OwnAddress(string topic, string? address) => Host(topic) is { } host && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && uri.UserInfo.Length == 0 && uri.Host == host ? uri : null;

    static string? Host(string topic) => topic.Split(':') is ["arn", var partition, "sns", { Length: > 0 } region, ..] && region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        ? $"sns.{region}.amazonaws.com{(partition == "aws-cn" ? ".cn" : "")}" : null;

    static bool IsCertificatePath(string path)
    {
        const string Begin = "/SimpleNotificationService-", End = ".pem";
        return path.Length > Begin.Length + End.Length && path.StartsWith(Begin, StringComparison.Ordinal) && path.EndsWith(End, StringComparison.Ordinal)
            && path[Begin.Length..^End.Length].All(char.IsAsciiLetterOrDigit);
    }
}
