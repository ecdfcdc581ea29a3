using System.Reflection;

namespace Incidents.Desk;

/// <summary>Names the assembly of the use cases and the ports that adapters fill, for tests and hosts that look into it.</summary>
public static class DeskAssembly
{
    /// <summary>The assembly itself.</summary>
    public static Assembly Itself => typeof(DeskAssembly).Assembly;
}
