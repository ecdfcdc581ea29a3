using System.Reflection;
using System.Xml.Linq;

namespace Incidents.Architecture;

/// <summary>Dependencies run one way: Functions | Host -> Hosting -> Web -> Desk -> Incidents; Adapters -> Desk; StatusPage -> Incidents.</summary>
public class DependencyTests
{
    static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Incidents"] = [],
        ["Incidents.Desk"] = ["Incidents"],
        ["Incidents.StatusPage"] = ["Incidents"],
        ["Incidents.Adapters"] = ["Incidents", "Incidents.Desk"],
        ["Incidents.Web"] = ["Incidents", "Incidents.Desk", "Incidents.StatusPage"],
        ["Incidents.Hosting"] = ["Incidents", "Incidents.Desk", "Incidents.StatusPage", "Incidents.Adapters", "Incidents.Web"],
        ["Incidents.Host"] = ["Incidents", "Incidents.Desk", "Incidents.StatusPage", "Incidents.Adapters", "Incidents.Web", "Incidents.Hosting"],
        ["Incidents.Functions"] = ["Incidents", "Incidents.Desk", "Incidents.StatusPage", "Incidents.Adapters", "Incidents.Web", "Incidents.Hosting"],
    };

    static readonly Dictionary<string, Assembly> Built = new(StringComparer.Ordinal)
    {
        ["Incidents"] = CoreAssembly.Itself,
        ["Incidents.Desk"] = Desk.DeskAssembly.Itself,
        ["Incidents.StatusPage"] = StatusPage.StatusPageAssembly.Itself,
        ["Incidents.Adapters"] = Adapters.AdaptersAssembly.Itself,
        ["Incidents.Web"] = Web.WebAssembly.Itself,
        ["Incidents.Hosting"] = Hosting.HostingAssembly.Itself,
        ["Incidents.Host"] = typeof(Program).Assembly,
    };

    public static TheoryData<string> ProjectNames => [.. Tree.Projects.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> BuiltNames => [.. Built.Keys];

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void A_project_refers_only_to_projects_below_it(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out var below), $"{project} is new in src: say in this test what it may refer to.");

        Assert.Empty(Attributes(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(below, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BuiltNames))]
    public void An_assembly_uses_only_assemblies_below_it(string project) =>
        Assert.Empty(References(Built[project])
            .Where(name => Built.Any(other => string.Equals(other.Value.GetName().Name, name, StringComparison.Ordinal)))
            .Except(Allowed[project], StringComparer.Ordinal));

    [Fact]
    public void The_core_uses_nothing_but_the_runtime() =>
        Assert.DoesNotContain(References(CoreAssembly.Itself), name => !name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void The_core_asks_for_no_package_and_no_framework() =>
        Assert.Empty(Attributes("Incidents", "PackageReference").Concat(Attributes("Incidents", "FrameworkReference")));

    [Fact]
    public void The_core_keeps_its_list_of_banned_symbols()
    {
        var banned = File.ReadAllText(Path.Combine(Tree.Root, "src/Incidents/BannedSymbols.txt"));

        Assert.All(
            ["DateTimeOffset.UtcNow", "TimeProvider", "Guid.NewGuid", "System.Random", "Tasks.Task", "System.Environment", "IO.File", "ILogger"],
            symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }

    static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    static IEnumerable<string> Attributes(string project, string item) =>
        XDocument.Load(Tree.Projects[project]).Descendants(item).Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));
}
