using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Incidents.Alerts;

namespace Incidents.Host.Commands;

/// <summary>How a file is sent: as which source, with which proof.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Type">Its type; null when no configuration says.</param>
/// <param name="Auth">Its proof.</param>
/// <param name="Secret">The secret; null sends none.</param>
/// <param name="User">The user's name of basic authentication.</param>
/// <param name="Header">The header of an HMAC.</param>
/// <param name="TimestampHeader">The header of an HMAC's time.</param>
sealed record SentAs(string Source, string? Type, SourceProof Auth, string? Secret, string? User, string? Header, string? TimestampHeader)
{
    /// <summary>What a signing secret of Standard Webhooks begins with.</summary>
    public const string SigningPrefix = "whsec_";

    /// <summary>The request, proved as the source would.</summary>
    public HttpRequestMessage Request(Uri host, byte[] body, string contentType, DateTimeOffset now)
    {
        if (Type == "pagerDuty" && Secret is not null)
        {
            body = WithRoutingKey(body);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, Path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (Secret is not null)
        {
            Prove(request, body, Secret, now);
        }

        return request;
    }

    string Path => Type switch
    {
        "pagerDuty" => "v2/enqueue",
        "prometheus" => "api/v2/alerts",
        _ => $"api/alerts/{Uri.EscapeDataString(Source)}{(Auth == SourceProof.Path && Secret is not null ? $"/{Uri.EscapeDataString(Secret)}" : "")}",
    };

    void Prove(HttpRequestMessage request, byte[] body, string secret, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        switch (Auth)
        {
            case SourceProof.Bearer or SourceProof.Entra:
                request.Headers.Authorization = new AuthenticationHeaderValue(Type == "opsgenie" ? "GenieKey" : "Bearer", secret);
                break;
            case SourceProof.Basic:
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{secret}")));
                break;
            case SourceProof.Key when Type != "pagerDuty":
                request.Headers.Add("X-Api-Key", secret);
                break;
            case SourceProof.Hmac when TimestampHeader is not null:
                request.Headers.Add(TimestampHeader, seconds);
                request.Headers.Add(Header ?? "X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{seconds}:"), .. body])));
                break;
            case SourceProof.Hmac:
                request.Headers.Add(Header ?? "X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
                break;
            case SourceProof.Whsec:
                // Standard Webhooks: the signature covers id, time and body.
                var id = $"msg_{Guid.NewGuid():N}";
                var signed = HMACSHA256.HashData(Convert.FromBase64String(secret[SigningPrefix.Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{seconds}."), .. body]);
                request.Headers.Add("webhook-id", id);
                request.Headers.Add("webhook-timestamp", seconds);
                request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signed)}");
                break;
        }
    }

    byte[] WithRoutingKey(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject sent)
            {
                sent["routing_key"] = Secret;
                return Encoding.UTF8.GetBytes(sent.ToJsonString());
            }
        }
        catch (System.Text.Json.JsonException)
        {
            // What is no JSON is sent as it is, so that its answer can be seen.
        }

        return body;
    }
}
