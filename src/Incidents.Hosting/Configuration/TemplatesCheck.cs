namespace Incidents.Hosting.Configuration;

/// <summary>The company's own texts, and whether one may go out by itself.</summary>
static class TemplatesCheck
{
    const string Silent = "templates.public.investigating.approvedBy";

    public static IEnumerable<Problem> Of(ResponseConfiguration c) =>
    [
        .. c.Templates.Public.SelectMany(t => Template(c, t.Value, $"templates.public.{Name(t.Key)}", t.Key == NoticeKind.Investigating)),
        .. c.Templates.Internal.SelectMany(t => Template(c, t.Value, $"templates.internal.{Name(t.Key)}", mayBeSilent: false)),
        .. c.Templates.Fallbacks.Keys.Where(f => !NoticeTemplates.Fields.Contains(f)).Select(f => new Problem($"templates.fallbacks.{f}", $"There is no field \"{f}\".", Field(f))),
        .. Silence(c),
    ];

    static IEnumerable<Problem> Template(ResponseConfiguration c, TemplateEntry template, string path, bool mayBeSilent)
    {
        if (template.Title is { } title && (string.IsNullOrWhiteSpace(title) || title.AsSpan().IndexOfAny('\r', '\n') >= 0 || title.Length > Notice.MaxTitle))
            yield return new($"{path}.title", $"A title is one line of at most {Notice.MaxTitle} characters.", "Write it so, and the rest into text.");
        if (template.Text is { } text && (string.IsNullOrWhiteSpace(text) || text.Length > Notice.MaxText))
            yield return new($"{path}.text", $"A text has 1 to {Notice.MaxText} characters.", "Write one of that length, or leave it out for the built-in text.");
        foreach (var (name, words) in new[] { ("title", template.Title), ("text", template.Text) })
        {
            foreach (var field in NoticeTemplates.UnknownFields(words ?? ""))
                yield return new($"{path}.{name}", $"There is no field {{{field}}}.", Field(field));
        }

        if (template.ApprovedBy is not null && !mayBeSilent)
            yield return new($"{path}.approvedBy", "Only the public \"investigating\" may go out by itself.", "Leave it out.");
        else if (template.ApprovedBy is { } by && RosterCheck.Unknown(c, by) is { } instead)
            yield return new($"{path}.approvedBy", $"Nobody has the id \"{by}\".", instead);
        else if (template.ApprovedBy is { } approver && c.People is not null && !c.Find(approver)!.Roles.Contains(Role.Manager))
            yield return new($"{path}.approvedBy", $"{approver} is not a manager, so may not approve what the public is told.", "Write the id of a manager.");
    }

    static IEnumerable<Problem> Silence(ResponseConfiguration c)
    {
        if (c.Thresholds.SilentInvestigating is not null && c.Templates.Public.GetValueOrDefault(NoticeKind.Investigating)?.ApprovedBy is null)
            yield return new("thresholds.silentInvestigating", "Silence cannot publish a text that nobody approved beforehand.", $"Write the id of the manager who approved the text into {Silent}, or leave this out.");
    }

    static string Field(string written) =>
        Suggestion.For(written, NoticeTemplates.Fields) is { } near ? $"Did you mean {{{near}}}?" : $"The fields are: {string.Join(", ", NoticeTemplates.Fields)}.";

    static string Name(NoticeKind kind) => ConfigurationValue.Names(typeof(NoticeKind))[(int)kind];
}
