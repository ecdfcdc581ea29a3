using System.Reflection;

namespace Incidents.Adapters;

/// <summary>Names the assembly of what speaks to disks, mail servers and providers, for tests and hosts that look into it.</summary>
public static class AdaptersAssembly
{
    /// <summary>The assembly itself.</summary>
    public static Assembly Itself => typeof(AdaptersAssembly).Assembly;
}
