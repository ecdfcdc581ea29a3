namespace Incidents.StatusPage.Import;

/// <summary>What stands behind a key of a page's head.</summary>
static class FrontMatterValue
{
    /// <summary>A value without the remark behind it: a number sign after a space and outside quotation marks.</summary>
    public static string WithoutRemark(string value)
    {
        var at = Outside(value).FirstOrDefault(index => value[index] == '#' && (index == 0 || char.IsWhiteSpace(value[index - 1])), -1);
        return (at < 0 ? value : value[..at]).Trim();
    }

    /// <summary>The texts of a list; a comma between quotation marks parts nothing.</summary>
    public static IEnumerable<string> Items(string list)
    {
        var from = 0;
        foreach (var at in Outside(list).Where(index => list[index] == ',').Append(list.Length))
        {
            if (Plain(list[from..at]) is { Length: > 0 } item)
            {
                yield return item;
            }

            from = at + 1;
        }
    }

    /// <summary>A text without the quotation marks around it.</summary>
    public static string Plain(string value) => value.Trim() switch
    {
        ['"', .. var text, '"'] => text.Replace("\\\"", "\"", StringComparison.Ordinal),
        ['\'', .. var text, '\''] => text.Replace("''", "'", StringComparison.Ordinal),
        var text => text,
    };

    // A quotation mark opens only where a value begins: "it's" is a word.
    static IEnumerable<int> Outside(string text)
    {
        var (open, begins) = ('\0', true);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (open != '\0')
            {
                open = letter == open && !(open == '"' && text[index - 1] == '\\') ? '\0' : open;
            }
            else if (begins && letter is ('"' or '\''))
            {
                open = letter;
            }
            else
            {
                yield return index;
            }

            begins = open == '\0' && (letter is ',' or '[' || (begins && char.IsWhiteSpace(letter)));
        }
    }
}
