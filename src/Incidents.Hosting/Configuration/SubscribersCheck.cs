using MimeKit;

namespace Incidents.Hosting.Configuration;

/// <summary>Whether subscribers can be told.</summary>
static class SubscribersCheck
{
    public static IEnumerable<Problem> Of(ResponseConfiguration c)
    {
        if (c.Subscribers.From is { } sender && (!MailboxAddress.TryParse(sender, out var from) || !from.Address.Contains('@')))
            yield return new("subscribers.from", $"\"{sender}\" is not a sender.", "Write a name and an address, such as \"Contoso status <status@contoso.example>\".");
    }
}
