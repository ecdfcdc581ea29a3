using System.Reflection;

namespace Incidents;

/// <summary>Names the assembly of the pure core: the plan, its words and its decisions, for tests and hosts that look into it.</summary>
public static class CoreAssembly
{
    /// <summary>The assembly itself.</summary>
    public static Assembly Itself => typeof(CoreAssembly).Assembly;
}
