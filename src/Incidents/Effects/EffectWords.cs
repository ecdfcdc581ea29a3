namespace Incidents;

/// <summary>What is sent to whom, in words.</summary>
public static class EffectWords
{
    /// <summary>One effect.</summary>
    public static string Of(Effect effect, Func<string, string> name) => effect switch
    {
        MailPerson m => $"Mail to {name(m.Person)}: {m.Subject}",
        PushPerson p => $"Push to {name(p.Person)}: {p.Title}",
        OpenCall => "Opening the call",
        BookMeeting m => $"Calendar: {m.Subject}",
        CancelMeeting => "Calendar: taking the post-mortem out",
        PostInternally p => $"Post to the company ({p.To})",
        PublishPage p => $"Status page: {p.Kind}",
        PostPublicly p => $"Public post ({p.To}): {p.Kind}",
        MailAffectedUsers m => $"Mail to affected users: {m.Subject}",
        EraseContacts => "Erasing users' contact data",
        _ => effect.Channel,
    };

    /// <summary>What became of it.</summary>
    public static string Outcome(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.GivenUp => "not delivered",
        DeliveryOutcome.Dropped => "not needed any more",
        _ => "may not have arrived",
    };
}
