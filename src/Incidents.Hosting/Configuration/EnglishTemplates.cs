namespace Incidents.Hosting.Configuration;

/// <summary>The built-in English texts: what is known, what we do, when we speak again; no blame, no promise that we cannot keep.</summary>
static class EnglishTemplates
{
    const string Version = "en-1";

    public static readonly NoticeTemplates Value = new(
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("Problem with {service}",
                "We know of a problem with {service} that began at {started}, and we are investigating it. {text}\n\nWe are sorry for the trouble. The next update follows here."),
            [NoticeKind.Identified] = Of("Problem with {service}: identified",
                "We know more about the problem with {service} that began at {started}.\n\nAffected: {scope}\n\nCause: {cause}\n\nWhat you can do meanwhile: {workaround}\n\nWe are working on a fix. The next update follows here."),
            [NoticeKind.Monitoring] = Of("Problem with {service}: fix in place",
                "A fix for the problem with {service} is in place, and we are watching whether it holds.\n\nAffected: {scope}\n\nIf {service} still does not work for you, please contact our support."),
            [NoticeKind.Resolved] = Of("Problem with {service}: resolved",
                "The problem with {service} that began at {started} is resolved.\n\n{summary}\n\nWe are sorry for the trouble. A report on what happened will follow here."),
            [NoticeKind.Update] = Of("Problem with {service}: update",
                "{text}\n\nThe problem with {service} that began at {started} is not resolved yet. The next update follows here."),
            [NoticeKind.Workaround] = Of("Problem with {service}: what you can do meanwhile",
                "{workaround}\n\nThe problem with {service} itself is not resolved yet; we keep working on it."),
            [NoticeKind.Report] = Of("What happened to {service}",
                """
                ## Summary
                {service} did not work as it should from {started} until {resolved}. {summary}

                ## Who was affected
                {scope}

                ## Cause
                {cause}

                ## What we did
                {mitigation}

                {fix}

                ## What we announced
                {timeline}

                ## What we change
                We are looking for what would have prevented this or made it shorter, and will add it to this report.
                """),
        },
        new Dictionary<NoticeKind, NoticeTemplate>
        {
            [NoticeKind.Investigating] = Of("{severity} incident: {service}",
                "A problem with {service} that began at {started} is an incident now and is being investigated. {text}\n\nPlease send users' questions to support, and do not announce anything yourselves."),
            [NoticeKind.Identified] = Of("{severity} incident: {service}: identified",
                "Affected: {scope}\nCause: {cause}\nMitigation: {mitigation}\nWhat users can do meanwhile: {workaround}"),
            [NoticeKind.Monitoring] = Of("{severity} incident: {service}: fix in place",
                "Fix: {fix}\nAffected: {scope}\n\nThe team is watching whether it holds. Please report anything that still fails."),
            [NoticeKind.Resolved] = Of("{severity} incident: {service}: resolved",
                "The problem with {service} that began at {started} is resolved. {summary}\n\nThe post-mortem follows. Thank you to everybody who helped."),
            [NoticeKind.Update] = Of("{severity} incident: {service}: update", "{text}"),
            [NoticeKind.Workaround] = Of("{severity} incident: {service}: workaround", "What users can do meanwhile: {workaround}"),
            [NoticeKind.Report] = Of("{severity} incident: {service}: report",
                "From {started} until {resolved}. {summary}\n\nAffected: {scope}\nCause: {cause}\nMitigation: {mitigation}\nFix: {fix}\n\nAnnounced:\n{timeline}"),
        },
        new Dictionary<string, string>
        {
            ["scope"] = "not known yet",
            ["cause"] = "not known yet",
            ["mitigation"] = "nothing yet",
            ["fix"] = "none yet",
            ["summary"] = "It works as before.",
            ["workaround"] = "we know of nothing yet",
            ["reason"] = "not given",
            ["text"] = "",
            ["timeline"] = "Nothing was announced.",
            ["resolved"] = "a time not known yet",
        });

    static NoticeTemplate Of(string title, string text) => new(title, text, Version, ApprovedBy: null);
}
