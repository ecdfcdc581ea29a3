using Microsoft.VisualBasic.FileIO;

namespace Incidents.Desk.Subscribers;

/// <summary>
/// The records of a CSV text from anywhere: with commas, semicolons or tabs, with a byte order mark, with Excel's <c>sep=;</c> line, with line breaks inside quotation marks (RFC 4180).
/// A quotation mark that is never closed costs its own line and none of those below it.
/// </summary>
static class CsvRecords
{
    // A cell of more lines than this is a forgotten quotation mark.
    const int MostLines = 20;

    static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Each record with the number of its first line, from 1; cells are null for what is no CSV. Empty ones are left out.</summary>
    public static IEnumerable<(int Line, string[]? Cells)> Read(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, line => line.Trim().Length > 0);
        if (first < 0)
        {
            yield break;
        }

        var said = lines[first].Trim() is ['s', 'e', 'p', '=', var one] ? one : (char?)null;
        var delimiter = (said ?? Delimiters.MaxBy(mark => Outside(lines[first]).Count(letter => letter == mark))).ToString();
        for (var at = said is null ? first : first + 1; at < lines.Length; at++)
        {
            var (start, length) = (at, Length(lines, at));
            if (length == 0)
            {
                yield return (start + 1, null);
                continue;
            }

            at += length - 1;
            var cells = Cells(string.Join('\n', lines[start..(start + length)]), delimiter);
            if (cells is null || cells.Any(cell => cell.Length > 0))
            {
                yield return (start + 1, cells);
            }
        }
    }

    // How many lines a record has: until its quotation marks are even. None when they never are.
    static int Length(string[] lines, int at)
    {
        var marks = 0;
        for (var length = 1; length <= MostLines && at + length <= lines.Length; length++)
        {
            marks += lines[at + length - 1].Count(letter => letter == '"');
            if (marks % 2 == 0)
            {
                return length;
            }
        }

        return 0;
    }

    static string[]? Cells(string record, string delimiter)
    {
        using var reader = new StringReader(record);
        using var parser = new TextFieldParser(reader) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        parser.SetDelimiters(delimiter);
        try
        {
            return parser.ReadFields() ?? [];
        }
        catch (MalformedLineException)
        {
            return null;
        }
    }

    // A list inside a cell says nothing about what stands between cells.
    static string Outside(string line) => string.Concat(line.Split('"').Where((_, index) => index % 2 == 0));
}
