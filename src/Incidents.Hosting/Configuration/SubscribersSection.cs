using System.ComponentModel.DataAnnotations;

namespace Incidents.Hosting.Configuration;

/// <summary>People and programs outside the company who are told what the status page says.</summary>
public sealed record SubscribersSection
{
    /// <summary>Whether anybody can subscribe. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The sender of mails to subscribers, such as "Contoso status &lt;status@contoso.example&gt;". Default: channels.mail.from.</summary>
    public string? From { get; init; }

    /// <summary>Mails per subscriber and hour; what comes beyond waits and goes as one, with the newest state. Default 6; 1 to 60.</summary>
    [Range(1, 60)]
    public int MailsPerHour { get; init; } = 6;

    /// <summary>Mails to all subscribers together per minute, where the mail service sets a limit. Default: none for a mail server; 50 an hour for Communication Services, half of what a new account may send.</summary>
    [Range(1, 100000)]
    public int? MailsPerMinute { get; init; }

    /// <summary>How many subscribers are told at once. Default 8; 1 to 64.</summary>
    [Range(1, 64)]
    public int Parallel { get; init; } = 8;

    /// <summary>Whether webhooks can subscribe. Default true.</summary>
    public bool Webhooks { get; init; } = true;

    /// <summary>Whether webhooks may have addresses inside the house (loopback, private, link-local) and plain http. Strangers type these addresses in, so only where the form is not public. Default false.</summary>
    public bool PrivateAddresses { get; init; }
}
