namespace Incidents.StatusPage;

/// <summary>A field of the form.</summary>
public enum SubscriberField
{
    /// <summary>The mail address.</summary>
    Mail,

    /// <summary>The webhook's address.</summary>
    Webhook,
}

/// <summary>What a page without anything to do says.</summary>
public enum SubscriberWord
{
    /// <summary>A question was mailed, or not: the same for every address.</summary>
    LookIntoMail,

    /// <summary>A question was posted, or not.</summary>
    LookAtEndpoint,

    /// <summary>The visitor asked for too much.</summary>
    TooMany,

    /// <summary>The record cannot be written.</summary>
    NotNow,

    /// <summary>The subscription holds.</summary>
    Confirmed,

    /// <summary>It is ended.</summary>
    Gone,

    /// <summary>Forged, too old or used up.</summary>
    LinkUnknown,
}

/// <summary>A page that a subscriber sees on the host.</summary>
public abstract record SubscriberView
{
    /// <summary>The form once more, with what was wrong.</summary>
    public sealed record Form(SubscriberField Wrong, string? Mail, string? Webhook, IReadOnlyList<string>? Services, bool Reports) : SubscriberView;

    /// <summary>One button that confirms.</summary>
    public sealed record Confirm(string Address, IReadOnlyList<string>? Services) : SubscriberView;

    /// <summary>What somebody is told, to change or to end it.</summary>
    public sealed record Preferences(string Address, IReadOnlyList<string>? Services, bool Reports, bool Saved, bool Suppressed, string? Secret) : SubscriberView;

    /// <summary>A few sentences.</summary>
    public sealed record Said(SubscriberWord What) : SubscriberView;
}
