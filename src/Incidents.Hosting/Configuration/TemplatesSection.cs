namespace Incidents.Hosting.Configuration;

/// <summary>Texts of the company's own; what is not given is built in.</summary>
public sealed record TemplatesSection
{
    /// <summary>Texts for the public by kind: investigating, identified, monitoring, resolved, update, workaround, report. Default: built in.</summary>
    public IReadOnlyDictionary<NoticeKind, TemplateEntry> Public { get; init; } = new Dictionary<NoticeKind, TemplateEntry>();

    /// <summary>Texts for the company by kind. Default: built in.</summary>
    public IReadOnlyDictionary<NoticeKind, TemplateEntry> Internal { get; init; } = new Dictionary<NoticeKind, TemplateEntry>();

    /// <summary>What a field says when nobody has said it yet, by field. Default: built in.</summary>
    public IReadOnlyDictionary<string, string> Fallbacks { get; init; } = new Dictionary<string, string>();
}

/// <summary>One template; fields stand in braces, such as {service}.</summary>
public sealed record TemplateEntry
{
    /// <summary>One line. Default: built in.</summary>
    public string? Title { get; init; }

    /// <summary>The text; Markdown for report. Default: built in.</summary>
    public string? Text { get; init; }

    /// <summary>Goes on record with every notice drafted from it. Default: the beginning of the text's hash.</summary>
    public string? Version { get; init; }

    /// <summary>The id of the manager who approved this text beforehand for going out by itself; only investigating ever does. Default: nobody.</summary>
    public string? ApprovedBy { get; init; }
}
