using System.Text.RegularExpressions;

namespace Incidents.Architecture;

/// <summary>What a reader may count on in every file.</summary>
public partial class SourceTests
{
    /// <summary>About 150 lines is the aim; past 200 a file holds more than one noun of the field.</summary>
    const int LongestFile = 200;

    [Fact]
    public void No_file_of_src_is_longer_than_200_lines() =>
        Assert.Empty(Tree.Sources("src").Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void No_file_of_src_promises_to_be_finished_later() =>
        Assert.Empty(Found("src", Unfinished()));

    [Fact]
    public void No_test_sleeps() =>
        Assert.Empty(Found("tests", Sleeping()));

    [Fact]
    public void The_core_neither_waits_nor_calls_a_network() =>
        Assert.Empty(Found("src/Incidents/", Io()));

    [Fact]
    public void No_event_of_the_log_has_the_id_of_another() =>
        Assert.Empty(Tree.Sources("src").SelectMany(file => file.Lines.SelectMany(line => EventIds().Matches(line), (_, id) => (Id: id.Groups["id"].Value, file.Path)))
            .GroupBy(used => used.Id, used => used.Path, StringComparer.Ordinal).Where(used => used.Skip(1).Any()).Select(used => $"{used.Key}: {string.Join(", ", used)}"));

    static IEnumerable<string> Found(string folder, Regex words) =>
        from file in Tree.Sources(folder)
        where !file.Path.EndsWith("/SourceTests.cs", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where words.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"LoggerMessage\((EventId = )?(?<id>[0-9]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex EventIds();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b|\b(for now|placeholder text|not yet implemented)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bThread\.Sleep\(|\bTask\.Delay\(")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"\basync\b|\bawait\b|\bHttpClient\b|\bSystem\.Net\.(Http|Sockets)\b|\bDbConnection\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Io();
}
