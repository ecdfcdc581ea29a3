namespace Incidents.StatusPage.Wording;

/// <summary>What subscribers read, in Arabic.</summary>
static class ArabicSubscribers
{
    public static readonly SubscriberTexts Texts = new()
    {
        Subscribe = "اشترك",
        GetUpdates = "احصل على التحديثات",
        Intro = "نكتب إليك عندما يحدث شيء لخدماتنا أو يُخطَّط له، وعند كل تحديث، وعندما ينتهي. لا شيء غير ذلك، ويمكنك إيقافه في أي وقت.",
        MailAddress = "عنوان البريد الإلكتروني",
        WhichServices = "أي الخدمات؟",
        NoneMeansAll = "عدم الاختيار يعني الجميع.",
        Reports = "وكذلك عند نشر تقرير ما بعد الحادث",
        ByWebhook = "للبرامج: webhook",
        WebhookAddress = "عنوان نقطة الاستقبال",
        WebhookHelp = "يبدأ بـ https. تصله بيانات JSON بشكل webhooks الخاص بـ Statuspage، موقَّعة وفق Standard Webhooks.",
        AddWebhook = "أضف webhook",

        LookIntoMail = "انظر في بريدك",
        LookIntoMailHelp = "هناك رابط في طريقه إلى هذا العنوان، ما لم تصله عدة روابط اليوم. لا يُرسَل إليك شيء قبل أن تؤكد.",
        LookAtEndpoint = "يجري سؤال نقطة الاستقبال",
        LookAtEndpointHelp = "تؤكد بإعادة إرسال قيمة التحقق، أو تؤكد أنت بفتح الرابط الذي يصلها. لا يُرسَل إليها شيء آخر قبل ذلك.",
        NoMailAddress = "هذا ليس عنوان بريد إلكتروني. اكتب عنوانًا مثل ana@example.com.",
        NoWebhook = "هذا ليس عنوانًا يمكننا الإرسال إليه. اكتب عنوانًا يبدأ بـ https://.",
        TooMany = "طلبات كثيرة جدًا",
        TooManyHelp = "انتظر عشر دقائق وحاول مرة أخرى.",
        NotNow = "تعذّر الحفظ",
        NotNowHelp = "لم يتغيّر شيء. حاول مرة أخرى بعد ثوانٍ.",

        Confirm = "أكّد اشتراكك",
        ConfirmHelp = services => $"ستصلك أخبار {services}.",
        ConfirmIt = "أؤكد",
        Confirmed = "تم اشتراكك",
        ConfirmedHelp = "في كل رسالة رابط لتغيير الاشتراك أو إنهائه.",
        LinkUnknown = "لم يعد هذا الرابط يعمل",
        LinkUnknownHelp = "قد يكون قديمًا جدًا أو مستعملًا أو لم يُنسخ كاملًا. يمكنك الاشتراك من جديد.",

        YourSubscription = "اشتراكك",
        Save = "احفظ",
        Saved = "تم الحفظ.",
        Unsubscribe = "ألغِ الاشتراك",
        UnsubscribeHelp = "يُمحى عنوانك ولا يُرسَل إليه شيء بعد ذلك.",
        Gone = "أُلغي اشتراكك",
        GoneHelp = "مُحي عنوانك. لا يُرسَل إليه شيء بعد الآن.",
        Suppressed = "رفض هذا العنوان رسائلنا، فلا يُرسَل إليه شيء. اشترك من جديد لتغيير ذلك.",
        SigningSecret = "سر التوقيع",
        Show = "أظهر",
        AllServices = "جميع الخدمات",

        QuestionSubject = page => $"{page}: أكّد اشتراكك",
        QuestionText = services => $"يريد أحدهم، ولعله أنت، أن تصل إلى هذا العنوان أخبار {services}. للموافقة افتح هذا الرابط خلال 7 أيام واضغط الزر هناك:",
        QuestionKnown = "هذا العنوان مشترك بالفعل. يغيّر الرابط ما يصله؛ وما لم تفتحه يبقى كل شيء كما هو.",
        QuestionIgnore = "إن لم تكن أنت فلا تفعل شيئًا. لن تسمع منا مرة أخرى، ويُمحى عنوانك بعد 7 أيام.",
        DigestSubject = count => $"تحديثات ({count})",
        Details = "التفاصيل",
        WhyYou = (page, services) => $"تصلك هذه الرسالة لأنك اشتركت في {page} ({services}).",
        ChangeOrEnd = "غيّر اشتراكك أو أنهِه",
    };
}
