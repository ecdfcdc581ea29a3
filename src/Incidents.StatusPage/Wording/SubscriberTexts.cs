namespace Incidents.StatusPage.Wording;

/// <summary>Every word that subscribers read besides the notices themselves, in one language.</summary>
sealed record SubscriberTexts
{
    public required string Subscribe { get; init; }
    public required string GetUpdates { get; init; }
    public required string Intro { get; init; }
    public required string MailAddress { get; init; }
    public required string WhichServices { get; init; }
    public required string NoneMeansAll { get; init; }
    public required string Reports { get; init; }
    public required string ByWebhook { get; init; }
    public required string WebhookAddress { get; init; }
    public required string WebhookHelp { get; init; }
    public required string AddWebhook { get; init; }

    public required string LookIntoMail { get; init; }
    public required string LookIntoMailHelp { get; init; }
    public required string LookAtEndpoint { get; init; }
    public required string LookAtEndpointHelp { get; init; }
    public required string NoMailAddress { get; init; }
    public required string NoWebhook { get; init; }
    public required string TooMany { get; init; }
    public required string TooManyHelp { get; init; }
    public required string NotNow { get; init; }
    public required string NotNowHelp { get; init; }

    public required string Confirm { get; init; }
    public required Func<string, string> ConfirmHelp { get; init; }
    public required string ConfirmIt { get; init; }
    public required string Confirmed { get; init; }
    public required string ConfirmedHelp { get; init; }
    public required string LinkUnknown { get; init; }
    public required string LinkUnknownHelp { get; init; }

    public required string YourSubscription { get; init; }
    public required string Save { get; init; }
    public required string Saved { get; init; }
    public required string Unsubscribe { get; init; }
    public required string UnsubscribeHelp { get; init; }
    public required string Gone { get; init; }
    public required string GoneHelp { get; init; }
    public required string Suppressed { get; init; }
    public required string SigningSecret { get; init; }
    public required string Show { get; init; }
    public required string AllServices { get; init; }

    public required Func<string, string> QuestionSubject { get; init; }
    public required Func<string, string> QuestionText { get; init; }
    public required string QuestionKnown { get; init; }
    public required string QuestionIgnore { get; init; }
    public required Func<int, string> DigestSubject { get; init; }
    public required string Details { get; init; }
    public required Func<string, string, string> WhyYou { get; init; }
    public required string ChangeOrEnd { get; init; }

    /// <summary>The texts of a language; English for one that is not spoken here.</summary>
    public static SubscriberTexts For(string language) => language switch
    {
        "pt" => PortugueseSubscribers.Texts,
        "es" => SpanishSubscribers.Texts,
        "ar" => ArabicSubscribers.Texts,
        _ => EnglishSubscribers.Texts,
    };
}
