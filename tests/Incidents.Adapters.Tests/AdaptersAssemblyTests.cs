namespace Incidents.Adapters.Tests;

public class AdaptersAssemblyTests
{
    [Fact]
    public void The_assembly_is_named_after_its_folder() =>
        Assert.Equal("Incidents.Adapters", Incidents.Adapters.AdaptersAssembly.Itself.GetName().Name);
}
