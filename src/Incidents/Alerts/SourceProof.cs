namespace Incidents.Alerts;

/// <summary>How a source proves who it is; the names are those of <c>auth</c> in the configuration.</summary>
public enum SourceProof
{
    /// <summary>Not at all; only while everything is on loopback addresses.</summary>
    None,

    /// <summary><c>Authorization: Bearer</c>.</summary>
    Bearer,

    /// <summary><c>Authorization: Basic</c>.</summary>
    Basic,

    /// <summary>A Standard Webhooks signature (HMAC-SHA256); the secret begins with <c>whsec_</c>.</summary>
    Whsec,

    /// <summary>The header <c>X-Api-Key</c>, or a PagerDuty client's routing key.</summary>
    Key,

    /// <summary>The last part of the address, for senders that can send no header.</summary>
    Path,

    /// <summary>A header with an HMAC-SHA256 of the body.</summary>
    Hmac,

    /// <summary>The signature of Amazon SNS.</summary>
    Sns,

    /// <summary>A token of Microsoft Entra in <c>Authorization: Bearer</c>, such as Azure Monitor's secure webhook shows.</summary>
    Entra,
}
