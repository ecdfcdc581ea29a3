using System.Reflection;

namespace Incidents.Hosting;

/// <summary>Names the assembly of what both hosts are made of, for tests that look into it.</summary>
public static class HostingAssembly
{
    /// <summary>The assembly itself.</summary>
    public static Assembly Itself => typeof(HostingAssembly).Assembly;
}
