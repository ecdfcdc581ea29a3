using System.Globalization;
using Incidents.Public;

namespace Incidents.StatusPage.Wording;

/// <summary>The page in Arabic, which reads from right to left; figures are those that most of its readers meet on screens (0 to 9).</summary>
static class Arabic
{
    static readonly string[] MonthNames = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

    public static readonly Texts Texts = new()
    {
        Tag = "ar",
        RightToLeft = true,
        Comma = "،",
        Units = ("ي", "س", "د"),
        StatusOf = company => $"حالة خدمات {company}",
        FeedTitle = company => $"{company} - سجل الحوادث",
        Months = MonthNames,
        // Arabic has no short names of months.
        ShortMonths = MonthNames,
        MonthOfYear = (month, year) => $"{month} {year}",
        TimesIn = "الأوقات معروضة بتوقيت",
        YourZone = "منطقتك الزمنية",
        LastChange = "آخر تغيير",

        SkipToContent = "انتقل إلى المحتوى",
        CurrentStatus = "الحالة الآن",
        History = "السجل",
        Feed = "موجز Atom",

        AllGood = "جميع الخدمات تعمل بشكل طبيعي",
        OneInProgress = impact => $"هناك عطل {Adjective(impact)} قيد المعالجة",
        OneAffects = (impact, services) => $"عطل {Adjective(impact)} يؤثر على {services}",
        ManyInProgress = count => $"أعطال قيد المعالجة: {count}",
        ManyAffect = (count, services) => $"أعطال ({count}) تؤثر على {services}",
        FixInPlace = "تم تطبيق الإصلاح ونحن نراقب النتيجة",
        FixInPlaceFor = services => $"تم تطبيق إصلاح ({services}) ونحن نراقب النتيجة",
        NothingKnown = "لا علم لنا بأي مشكلة من جانبنا.",
        OnOurSide = "المشكلة من جانبنا، ونحن نعمل على حلها.",
        And = "و",
        Others = count => $"خدمات أخرى ({count})",

        Services = "الخدمات",
        StatusWord = status => status switch
        {
            ServiceStatus.Operational => "تعمل",
            ServiceStatus.UnderMaintenance => "قيد الصيانة",
            ServiceStatus.DegradedPerformance => "أداء منخفض",
            ServiceStatus.PartialOutage => "انقطاع جزئي",
            _ => "انقطاع كبير",
        },
        Percent = figure => string.Create(CultureInfo.InvariantCulture, $"{figure:0.00}%"),
        UptimeOf90Days = "نسبة التوفر في آخر 90 يومًا",
        NoTroubleIn90Days = "لم يشهد أي يوم مشكلة",
        NotYetCounted = "لم تُحسب بعد",
        DaysInDetail = count => $"التفاصيل ({count})",
        NinetyDaysAgo = "قبل 90 يومًا",
        Today = "اليوم",
        HowToReadTheBars = "كل شريط يوم من آخر 90 يومًا، واليوم الحالي في النهاية؛ والشريط الطويل يوم شهد مشكلة. وفي النسبة يُحسب الانقطاع الكبير كاملًا والجزئي 30%.",

        Maintenance = "صيانة",
        PlannedMaintenance = "صيانة مجدولة",
        MaintenanceNow = "صيانة مجدولة جارية الآن",
        MaintenanceNowOn = services => $"صيانة مجدولة جارية الآن: {services}",
        AsAnnounced = "أُعلن عن هذه الأعمال مسبقًا. قد لا تتوفر أجزاء من الخدمة حتى انتهائها.",
        LongerThanPlanned = "تستغرق وقتًا أطول من المخطط له.",
        Cancelled = "أُلغيت",
        Begins = "تبدأ",
        Ends = "تنتهي",
        Month = "الشهر",
        Calendar = "التقويم",
        RssFeed = "موجز RSS",

        ActiveIncidents = "ما يحدث الآن",
        RecentIncidents = "الحوادث الأخيرة",
        NoIncidents = "لم يُبلَّغ عن أي حادث.",
        NoEarlierIncidents = "لا توجد حوادث سابقة.",
        NothingBeforeToday = "لم يحدث شيء قبل اليوم.",
        AllIncidents = "جميع الحوادث",
        TodayIsOnTheFrontPage = "ما يحدث اليوم تجده في الصفحة الرئيسية",
        ImpactWord = impact => impact switch
        {
            Public.Impact.Minor => "بسيط",
            Public.Impact.Major => "كبير",
            _ => "حرج",
        },
        StateWord = state => state switch
        {
            PublicState.Investigating => "قيد التحقيق",
            PublicState.Identified => "عُرف السبب",
            PublicState.Monitoring => "قيد المراقبة",
            _ => "تم الحل",
        },
        MaintenanceWord = state => state switch
        {
            MaintenanceState.Scheduled => "مجدولة",
            MaintenanceState.InProgress => "جارية",
            MaintenanceState.Verifying => "قيد التحقق",
            _ => "انتهت",
        },
        Progress = "سير المعالجة",
        NextUpdateBy = "التحديث التالي قبل",
        NoUpdatesYet = "يصدر أول تحديث بعد قليل.",
        Updates = "التحديثات",
        EarlierUpdates = count => count switch { 1 => "تحديث سابق واحد", 2 => "تحديثان سابقان", _ => $"تحديثات سابقة ({count})" },
        Timeline = "كيف سارت الأمور",
        Unannounced = "قبل أول إشعار منا",
        Ongoing = "حتى الآن",
        Impact = "الأثر",
        Affected = "الخدمات المتأثرة",
        Started = "البداية",
        Resolved = "الحل",
        Duration = "المدة",

        PostMortem = "تقرير ما بعد الحادث",
        ReadPostMortem = "اقرأ تقرير ما بعد الحادث",
        Revision = number => $"المراجعة {number}",
        EarlierRevisions = "المراجعات السابقة",

        NotFound = "هذه الصفحة غير موجودة",
        NotFoundHelp = "قد يكون العنوان مكتوبًا بشكل خاطئ أو قديمًا.",
        Exercise = "تدريب (EXERCISE)",
        ExerciseHelp = "هذا تدريب. لا شيء مما في هذه الصفحة يحدث فعلًا.",
    };

    static string Adjective(Impact impact) => impact switch
    {
        Impact.Minor => "بسيط",
        Impact.Major => "كبير",
        _ => "حرج",
    };
}
