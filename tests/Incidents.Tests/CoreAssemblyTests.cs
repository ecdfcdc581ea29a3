namespace Incidents.Tests;

public class CoreAssemblyTests
{
    [Fact]
    public void The_assembly_is_named_after_its_folder() =>
        Assert.Equal("Incidents", CoreAssembly.Itself.GetName().Name);
}
