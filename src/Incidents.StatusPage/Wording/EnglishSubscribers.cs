namespace Incidents.StatusPage.Wording;

/// <summary>What subscribers read, in English.</summary>
static class EnglishSubscribers
{
    public static readonly SubscriberTexts Texts = new()
    {
        Subscribe = "Subscribe",
        GetUpdates = "Get updates",
        Intro = "We write when something happens to our services or is planned, at every update, and when it is over. Nothing else, and you can stop it at any time.",
        MailAddress = "Mail address",
        WhichServices = "Which services?",
        NoneMeansAll = "None chosen means all.",
        Reports = "Also when a post-mortem is published",
        ByWebhook = "For programs: a webhook",
        WebhookAddress = "Address of the endpoint",
        WebhookHelp = "It begins with https. It gets JSON in the shape of Statuspage's webhooks, signed by the Standard Webhooks scheme.",
        AddWebhook = "Add the webhook",

        LookIntoMail = "Look into your mail",
        LookIntoMailHelp = "A link is on its way to this address, unless it got several today. Nothing is sent to you before you confirm.",
        LookAtEndpoint = "Your endpoint is being asked",
        LookAtEndpointHelp = "It confirms by sending the challenge back, or you do by opening the link that it gets. Nothing else is sent to it before.",
        NoMailAddress = "This is not a mail address. Write one such as ana@example.com.",
        NoWebhook = "This is not an address that we can post to. Write one that begins with https://.",
        TooMany = "Too many requests",
        TooManyHelp = "Wait ten minutes and try again.",
        NotNow = "It could not be saved",
        NotNowHelp = "Nothing was changed. Please try again in a few seconds.",

        Confirm = "Confirm your subscription",
        ConfirmHelp = services => $"You will be told about {services}.",
        ConfirmIt = "Confirm",
        Confirmed = "You are subscribed",
        ConfirmedHelp = "Every message has a link to change or end it.",
        LinkUnknown = "This link does not work any more",
        LinkUnknownHelp = "It may be too old, used up, or not copied whole. You can subscribe again.",

        YourSubscription = "Your subscription",
        Save = "Save",
        Saved = "Saved.",
        Unsubscribe = "Unsubscribe",
        UnsubscribeHelp = "Your address is erased, and nothing is sent to it any more.",
        Gone = "You are unsubscribed",
        GoneHelp = "Your address is erased. Nothing is sent to it any more.",
        Suppressed = "This address refused our messages, so nothing is sent to it. Subscribe again to change that.",
        SigningSecret = "Signing secret",
        Show = "Show",
        AllServices = "all services",

        QuestionSubject = page => $"{page}: confirm your subscription",
        QuestionText = services => $"somebody, probably you, wants this address to be told about {services}. To agree, open this link within 7 days and press the button there:",
        QuestionKnown = "This address is subscribed already. The link changes what it is told; unless you open it, everything stays as it is.",
        QuestionIgnore = "If it was not you, do nothing. You will not hear from us again, and your address is erased after 7 days.",
        DigestSubject = count => $"{count} updates",
        Details = "Details",
        WhyYou = (page, services) => $"You get this because you subscribed to {page} ({services}).",
        ChangeOrEnd = "Change or end your subscription",
    };
}
