using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Incidents.Functions.Tests.Durable;

/// <summary>An instance in flight replays the code that it began with. Code that was edited under the same version goes wrong silently, so this test does it loudly.</summary>
public class VersionTests
{
    const string Approved = "tests/Incidents.Functions.Tests/Durable/orchestrations.approved.txt";

    static readonly string Root = FindRoot();

    [Fact]
    public void An_edited_orchestration_has_a_version_of_its_own()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "host.json")), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var version = host.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("defaultVersion").GetString()!;
        var now = $"{version} {Code()}";
        var approved = File.ReadAllText(Path.Combine(Root, Approved)).Trim();

        Assert.True(now == approved, approved.StartsWith($"{version} ", StringComparison.Ordinal)
            ? $"Code that is replayed was edited, and instances in flight replay the old code. Keep the old body as a branch for their version, raise \"defaultVersion\" in host.json (docs/azure.md, \"Upgrade while incidents are in flight\"), and run this test again. A version that no installation ever ran may be approved anew in {Approved}:{Environment.NewLine}{now}"
            : $"The version is a new one. When the old body is still there for the old version, write this line into {Approved}:{Environment.NewLine}{now}");
    }

    [Fact]
    public void Comments_and_layout_do_not_count() =>
        Assert.Equal(Bare("var a = 1; // one\n/// <summary>Two.</summary>\n  /* three */ var b = \"http://x\";"), Bare("var a=1;var b = \"http://x\";"));

    static string Code()
    {
        // An alarm is a part of what is replayed.
        var files = Directory.GetFiles(Path.Combine(Root, "src/Incidents.Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".orchestration.cs", StringComparison.Ordinal) || Path.GetFileName(file) == "Alarm.cs");
        var code = string.Join('\n', files.OrderBy(Path.GetFileName, StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)}\n{Bare(File.ReadAllText(file))}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
    }

    // Strings stay as they are, comments and white space go.
    static string Bare(string code) => Regex.Replace(code, """(?<text>"(\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/|\s+""", "${text}", RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncidentFunctions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
