namespace Incidents.Host.Tests;

public class CommandLineTests
{
    [Fact]
    public void The_program_is_called_incident_functions() =>
        Assert.Equal("incident-functions", typeof(Program).Assembly.GetName().Name);
}
