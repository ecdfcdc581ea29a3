using Incidents.Alerts;
using Incidents.Fuzz;

namespace Incidents.Tests;

/// <summary>What the fuzzer (tests/fuzz/run) kept, replayed: documents that reach every corner of a parser, and those that once made one stumble (found-*).</summary>
public class FuzzCorpusTests
{
    public static TheoryData<string> Types => [.. Senders.All.Select(sender => sender.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_document_that_the_fuzzer_kept_is_mapped_soundly_or_refused_in_words(string type)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "corpus", type);
        Assert.True(Directory.Exists(folder), $"\"{type}\" has no corpus yet. Run: KEEP=1 tests/fuzz/run 60 {type}");

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var problem = Record.Exception(() => Document.Check(Senders.Find(type)!, File.ReadAllBytes(file)));
            Assert.True(problem is null, $"{Path.GetFileName(file)}: {problem}");
        }
    }
}
