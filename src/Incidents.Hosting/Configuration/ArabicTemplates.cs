namespace Incidents.Hosting.Configuration;

/// <summary>The built-in Arabic texts; what they say and leave unsaid is as in English.</summary>
static class ArabicTemplates
{
    const string Version = "ar-1";

    public static readonly NoticeTemplates Value = new(
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("مشكلة في {service}",
                "نعلم بوجود مشكلة في {service} بدأت في {started}، ونحن نحقق فيها. {text}\n\nنعتذر عن الإزعاج. يُنشر التحديث التالي هنا."),
            [NoticeKind.Identified] = Of("مشكلة في {service}: عُرف السبب",
                "نعرف الآن المزيد عن مشكلة {service} التي بدأت في {started}.\n\nالمتأثر: {scope}\n\nالسبب: {cause}\n\nما يمكنك فعله في هذه الأثناء: {workaround}\n\nنعمل على الإصلاح. يُنشر التحديث التالي هنا."),
            [NoticeKind.Monitoring] = Of("مشكلة في {service}: تم تطبيق الإصلاح",
                "تم تطبيق إصلاح لمشكلة {service}، ونحن نراقب هل يصمد.\n\nالمتأثر: {scope}\n\nإذا كانت {service} لا تزال لا تعمل لديك فتواصل مع فريق الدعم."),
            [NoticeKind.Resolved] = Of("مشكلة في {service}: تم الحل",
                "تم حل مشكلة {service} التي بدأت في {started}.\n\n{summary}\n\nنعتذر عن الإزعاج. يُنشر هنا تقرير عما حدث."),
            [NoticeKind.Update] = Of("مشكلة في {service}: تحديث",
                "{text}\n\nلم تُحل بعد مشكلة {service} التي بدأت في {started}. يُنشر التحديث التالي هنا."),
            [NoticeKind.Workaround] = Of("مشكلة في {service}: ما يمكنك فعله في هذه الأثناء",
                "{workaround}\n\nلم تُحل بعد مشكلة {service} نفسها؛ نواصل العمل عليها."),
            [NoticeKind.Report] = Of("ماذا حدث لـ {service}",
                """
                ## الملخص
                لم تعمل {service} كما ينبغي من {started} حتى {resolved}. {summary}

                ## من تأثر
                {scope}

                ## السبب
                {cause}

                ## ما فعلناه
                {mitigation}

                {fix}

                ## ما أعلنّاه
                {timeline}

                ## ما نغيّره
                نبحث عما كان سيمنع ذلك أو يقصّر مدته، وسنضيفه إلى هذا التقرير.
                """),
        },
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("حادث ({severity}): {service}",
                "أصبحت مشكلة {service} التي بدأت في {started} حادثًا، والتحقيق جارٍ. {text}\n\nيُرجى تحويل أسئلة المستخدمين إلى فريق الدعم، وعدم إعلان أي شيء بأنفسكم."),
            [NoticeKind.Identified] = Of("حادث ({severity}): {service}: عُرف السبب",
                "المتأثر: {scope}\nالسبب: {cause}\nالتخفيف: {mitigation}\nما يمكن للمستخدمين فعله في هذه الأثناء: {workaround}"),
            [NoticeKind.Monitoring] = Of("حادث ({severity}): {service}: تم تطبيق الإصلاح",
                "الإصلاح: {fix}\nالمتأثر: {scope}\n\nيراقب الفريق هل يصمد. يُرجى الإبلاغ عن كل ما لا يزال معطلًا."),
            [NoticeKind.Resolved] = Of("حادث ({severity}): {service}: تم الحل",
                "تم حل مشكلة {service} التي بدأت في {started}. {summary}\n\nتتبعه مراجعة ما بعد الحادث. شكرًا لكل من ساعد."),
            [NoticeKind.Update] = Of("حادث ({severity}): {service}: تحديث", "{text}"),
            [NoticeKind.Workaround] = Of("حادث ({severity}): {service}: حل مؤقت", "ما يمكن للمستخدمين فعله في هذه الأثناء: {workaround}"),
            [NoticeKind.Report] = Of("حادث ({severity}): {service}: تقرير",
                "من {started} حتى {resolved}. {summary}\n\nالمتأثر: {scope}\nالسبب: {cause}\nالتخفيف: {mitigation}\nالإصلاح: {fix}\n\nما أُعلن:\n{timeline}"),
        },
        new Dictionary<string, string>
        {
            ["scope"] = "غير معروف بعد",
            ["cause"] = "غير معروف بعد",
            ["mitigation"] = "لا شيء بعد",
            ["fix"] = "لا يوجد بعد",
            ["summary"] = "تعمل كما كانت.",
            ["workaround"] = "لا نعرف شيئًا بعد",
            ["reason"] = "غير مذكور",
            ["text"] = "",
            ["timeline"] = "لم يُعلن شيء.",
            ["resolved"] = "وقت غير معروف بعد",
        });

    static NoticeTemplate Of(string title, string text) => new(title, text, Version, ApprovedBy: null);
}
