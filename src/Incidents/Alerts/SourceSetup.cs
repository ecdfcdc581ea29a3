using System.Text.Encodings.Web;
using System.Text.Json;

namespace Incidents.Alerts;

/// <summary>What a sender's own configuration needs so that it sends here. It holds no secret, only the words that stand for one.</summary>
/// <param name="Base">Where people and senders reach the host.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Proof">How it proves itself.</param>
/// <param name="Secret">Stands for the secret, such as <c>THE-VALUE-OF-GRAFANA_TOKEN</c>.</param>
/// <param name="User">The user's name of basic authentication.</param>
/// <param name="Header">The header of an HMAC.</param>
/// <param name="TimestampHeader">The header of an HMAC's time; null when it covers the body alone.</param>
/// <param name="Topic">The topic of Amazon SNS.</param>
/// <param name="Entra">Whose tokens of Microsoft Entra.</param>
public sealed record SourceSetup(Uri Base, string Source, SourceProof Proof, string Secret, string? User = null, string? Header = null, string? TimestampHeader = null, string? Topic = null, EntraSetup? Entra = null)
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The base address without a slash at its end.</summary>
    public string Root => Base.AbsoluteUri.TrimEnd('/');

    /// <summary>Where it posts to, with the key where that ends the address.</summary>
    public string Address => $"{Root}/api/alerts/{Source}{(Proof == SourceProof.Path ? $"/{Secret}" : "")}";

    /// <summary>The same with the user and password in it, for senders that keep them there.</summary>
    public string AddressWithUser => Proof == SourceProof.Basic ? Address.Replace("://", $"://{Uri.EscapeDataString(User ?? "")}:{Secret}@", StringComparison.Ordinal) : Address;

    /// <summary>What a sender of fixed headers sends; null when it needs none, or cannot prove itself so.</summary>
    public (string Name, string Value)? FixedHeader => Proof switch
    {
        SourceProof.Bearer => ("Authorization", $"Bearer {Secret}"),
        SourceProof.Key => ("X-Api-Key", Secret),
        _ => null,
    };

    /// <summary>A text in double quotes, as JSON and YAML read it.</summary>
    public static string Quoted(string? text) => JsonSerializer.Serialize(text ?? "", Readable);

    /// <summary>What to write when the sender has no way to prove itself as the source is configured.</summary>
    public string Cannot(string sender, string instead) => $"# {sender} cannot prove itself by {Proof.ToString().ToLowerInvariant()}: give the source \"auth\": \"{instead}\".";

    /// <summary>The line of Prometheus' HTTP client, which Alertmanager has too; empty when it needs none. Source: prometheus/common, HTTPClientConfig.</summary>
    public string PrometheusClient(string sender) => Proof switch
    {
        SourceProof.None or SourceProof.Path => "",
        SourceProof.Bearer => $"authorization: {{ type: Bearer, credentials: {Quoted(Secret)} }}",
        SourceProof.Basic => $"basic_auth: {{ username: {Quoted(User)}, password: {Quoted(Secret)} }}",
        SourceProof.Key => $"http_headers: {{ X-Api-Key: {{ secrets: [{Quoted(Secret)}] }} }}",
        SourceProof.Entra when Entra is not null => $"oauth2: {{ client_id: {Quoted(Entra.App)}, client_secret: \"ITS-CLIENT-SECRET\", token_url: {Quoted(Entra.TokenAddress)}, scopes: [{Quoted($"{Entra.Audience}/.default")}] }}",
        _ => Cannot(sender, "bearer"),
    };

    /// <summary>Commands of a shell that send the file <c>alert.json</c> as this source: what stands in for a sender that has no words of its own.</summary>
    public string Curl(string contentType = "application/json") => Proof switch
    {
        SourceProof.Whsec => $$"""
            SECRET='{{Secret}}'; ID="msg_$(date +%s%N)"; TIME=$(date +%s)
            KEY=$(printf %s "${SECRET#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \n')
            SIGNATURE=$( (printf '%s.%s.' "$ID" "$TIME"; cat alert.json) | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
            curl -H 'Content-Type: {{contentType}}' -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: v1,$SIGNATURE" --data-binary @alert.json '{{Address}}'
            """,
        SourceProof.Hmac when TimestampHeader is not null => $$"""
            TIME=$(date +%s)
            SIGNATURE=$( (printf '%s:' "$TIME"; cat alert.json) | openssl dgst -sha256 -hmac '{{Secret}}' | sed 's/^.* //')
            curl -H 'Content-Type: {{contentType}}' -H "{{TimestampHeader}}: $TIME" -H "{{Header}}: $SIGNATURE" --data-binary @alert.json '{{Address}}'
            """,
        SourceProof.Hmac => $$"""
            SIGNATURE=$(openssl dgst -sha256 -hmac '{{Secret}}' < alert.json | sed 's/^.* //')
            curl -H 'Content-Type: {{contentType}}' -H "{{Header}}: $SIGNATURE" --data-binary @alert.json '{{Address}}'
            """,
        SourceProof.Entra when Entra is not null => $"""
            # As an app that "apps" names: az login --service-principal ...
            TOKEN=$(az account get-access-token --tenant {Entra.Tenant} --scope '{Entra.Audience}/.default' --query accessToken --output tsv)
            curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: {contentType}' --data-binary @alert.json '{Address}'
            """,
        SourceProof.Basic => $"curl -u '{User}:{Secret}' -H 'Content-Type: {contentType}' --data-binary @alert.json '{Address}'",
        _ when FixedHeader is { } header => $"curl -H '{header.Name}: {header.Value}' -H 'Content-Type: {contentType}' --data-binary @alert.json '{Address}'",
        _ => $"curl -H 'Content-Type: {contentType}' --data-binary @alert.json '{Address}'",
    };
}
