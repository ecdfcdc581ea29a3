namespace Incidents.StatusPage.Tests;

public class StatusPageAssemblyTests
{
    [Fact]
    public void The_assembly_is_named_after_its_folder() =>
        Assert.Equal("Incidents.StatusPage", Incidents.StatusPage.StatusPageAssembly.Itself.GetName().Name);
}
