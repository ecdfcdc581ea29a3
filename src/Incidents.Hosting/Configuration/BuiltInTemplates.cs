namespace Incidents.Hosting.Configuration;

/// <summary>The texts that notices are drafted from when the company has not written its own.</summary>
public static class BuiltInTemplates
{
    /// <summary>The language's built-in texts, with the company's own in their place where it wrote some.</summary>
    public static NoticeTemplates For(Language language, TemplatesSection own)
    {
        var builtIn = Of(language);
        var fallbacks = builtIn.Fallbacks.Concat(own.Fallbacks).GroupBy(f => f.Key, StringComparer.Ordinal).ToDictionary(f => f.Key, f => f.Last().Value, StringComparer.Ordinal);
        return new NoticeTemplates(Merge(builtIn.Public, own.Public), Merge(builtIn.Internal, own.Internal), fallbacks);
    }

    /// <summary>The built-in texts alone.</summary>
    public static NoticeTemplates Of(Language language) => language switch
    {
        Language.Pt => PortugueseTemplates.Value,
        Language.Es => SpanishTemplates.Value,
        Language.Ar => ArabicTemplates.Value,
        _ => EnglishTemplates.Value,
    };

    static Dictionary<NoticeKind, NoticeTemplate> Merge(IReadOnlyDictionary<NoticeKind, NoticeTemplate> builtIn, IReadOnlyDictionary<NoticeKind, TemplateEntry> own) =>
        builtIn.ToDictionary(t => t.Key, t => own.GetValueOrDefault(t.Key) is { } entry ? Replace(t.Value, entry) : t.Value);

    // An approval given beforehand is for one exact text, so a text that changed shows another version on record.
    static NoticeTemplate Replace(NoticeTemplate builtIn, TemplateEntry own)
    {
        var (title, text) = (own.Title ?? builtIn.Title, own.Text ?? builtIn.Text);
        var version = own.Version ?? (own.Title is null && own.Text is null ? builtIn.Version : TextHash.Of(title, text)[..8]);
        return new NoticeTemplate(title, text, version, own.ApprovedBy);
    }
}
