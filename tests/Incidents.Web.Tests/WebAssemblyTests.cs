namespace Incidents.Web.Tests;

public class WebAssemblyTests
{
    [Fact]
    public void The_assembly_is_named_after_its_folder() =>
        Assert.Equal("Incidents.Web", Incidents.Web.WebAssembly.Itself.GetName().Name);
}
