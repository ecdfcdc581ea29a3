namespace Incidents.Desk.Tests;

public class DeskAssemblyTests
{
    [Fact]
    public void The_assembly_is_named_after_its_folder() =>
        Assert.Equal("Incidents.Desk", Incidents.Desk.DeskAssembly.Itself.GetName().Name);
}
