using System.Text;

namespace Incidents;

/// <summary>Drafts notices from templates and the incident's facts.</summary>
static class Drafting
{
    /// <summary>The next draft of a kind, from its template.</summary>
    public static NoticeDrafted FromTemplate(Incident i, DateTimeOffset at, NoticeKind kind, Audience audience, PlanPolicy policy, string? text = null)
    {
        var template = policy.Templates.For(kind, audience);
        var values = Values(i, policy, text);
        return new NoticeDrafted(at, null, new Notice(kind, audience, i.Drafts + 1, Cut(policy.Templates.Fill(template.Title, values), Notice.MaxTitle),
            Cut(policy.Templates.Fill(template.Text, values), Notice.MaxText), $"{kind}@{template.Version}"));
    }

    /// <summary>The next draft as a person wrote it.</summary>
    public static NoticeDrafted ByPerson(Incident i, DateTimeOffset at, string by, NoticeKind kind, Audience audience, string title, string text) =>
        new(at, by, new Notice(kind, audience, i.Drafts + 1, title.Trim(), text.Trim(), Template: null));

    /// <summary>Why a text cannot be a notice; null when it can.</summary>
    public static string? Problem(string title, string text) => (title, text) switch
    {
        _ when string.IsNullOrWhiteSpace(title) => "A title is missing.",
        _ when string.IsNullOrWhiteSpace(text) => "The text is missing.",
        _ when title.Trim().Length > Notice.MaxTitle => $"The title is longer than {Notice.MaxTitle} characters.",
        _ when text.Trim().Length > Notice.MaxText => $"The text is longer than {Notice.MaxText} characters.",
        _ when title.AsSpan().Trim().IndexOfAny('\r', '\n') >= 0 => "The title is one line.",
        _ => null,
    };

    static Dictionary<string, string?> Values(Incident i, PlanPolicy policy, string? text) => new(StringComparer.Ordinal)
    {
        ["company"] = policy.Company,
        ["service"] = i.ServiceName,
        ["severity"] = i.Severity.ToString(),
        ["started"] = policy.Time(i.DetectedAt),
        ["resolved"] = i.Resolution is { } r ? policy.Time(r.At) : null,
        ["scope"] = i.Scope,
        ["cause"] = i.Cause,
        ["mitigation"] = i.Mitigation,
        ["fix"] = i.Fix,
        ["summary"] = i.Resolution?.Summary,
        ["workaround"] = i.SupportPlan?.Workaround,
        ["reason"] = i.RelapseReason,
        ["timeline"] = Timeline(i, policy),
        ["text"] = text,
    };

    // Only what the public has been told already: a draft never leaks an alert's text or a responder's remark.
    static string Timeline(Incident i, PlanPolicy policy) =>
        i.Published.Aggregate(new StringBuilder(), (b, n) => b.Append("- ").Append(policy.Time(n.At)).Append(": ").Append(n.Notice.Title).Append('\n')).ToString().TrimEnd();

    static string Cut(string text, int max) => text.Length <= max ? text : text[..(max - 1)] + "…";
}
