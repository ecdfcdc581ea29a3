using System.Text.RegularExpressions;

namespace Incidents;

/// <summary>One template, with who approved it beforehand, if anybody did.</summary>
/// <param name="Title">One line with fields in braces.</param>
/// <param name="Text">The text with fields in braces.</param>
/// <param name="Version">Goes on record with every notice drafted from it.</param>
/// <param name="ApprovedBy">Who approved it for going out by itself; null: it never does.</param>
public sealed record NoticeTemplate(string Title, string Text, string Version, string? ApprovedBy);

/// <summary>The texts that notices are drafted from, in the company's language.</summary>
/// <param name="Public">By kind, for the public.</param>
/// <param name="Internal">By kind, for the company.</param>
/// <param name="Fallbacks">What a field says when nobody has said it yet, such as <c>scope</c>.</param>
public sealed partial record NoticeTemplates(IReadOnlyDictionary<NoticeKind, NoticeTemplate> Public, IReadOnlyDictionary<NoticeKind, NoticeTemplate> Internal,
    IReadOnlyDictionary<string, string> Fallbacks)
{
    /// <summary>Every field that a template may name.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["company", "service", "severity", "started", "scope", "cause", "mitigation", "fix", "summary", "workaround", "reason", "text", "timeline", "resolved"];

    /// <summary>The names in braces that are no field; each is a problem to report.</summary>
    public static IReadOnlyList<string> UnknownFields(string template) =>
        [.. Field().Matches(template).Select(m => m.Groups["name"].Value).Where(f => !Fields.Contains(f)).Distinct()];

    /// <summary>The template for a kind and audience.</summary>
    public NoticeTemplate For(NoticeKind kind, Audience audience) => (audience == Audience.Public ? Public : Internal)[kind];

    /// <summary>Fills the fields; one that nobody has said yet says its fallback.</summary>
    public string Fill(string template, IReadOnlyDictionary<string, string?> values) =>
        Field().Replace(template, m => values.GetValueOrDefault(m.Groups["name"].Value) is { Length: > 0 } said ? said : Fallbacks.GetValueOrDefault(m.Groups["name"].Value, "-"));

    [GeneratedRegex(@"\{(?<name>[^{}\s]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}
