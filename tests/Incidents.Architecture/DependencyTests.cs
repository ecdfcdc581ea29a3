using System.Reflection;

namespace Incidents.Architecture;

public class DependencyTests
{
    [Fact]
    public void The_core_refers_to_nothing_but_the_runtime() =>
        Assert.DoesNotContain(References(CoreAssembly.Itself), name => !name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void The_desk_does_not_know_its_adapters() =>
        Assert.DoesNotContain("Incidents.Adapters", References(Desk.DeskAssembly.Itself));

    static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
