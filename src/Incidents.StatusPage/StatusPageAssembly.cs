using System.Reflection;

namespace Incidents.StatusPage;

/// <summary>Names the assembly of the public record, made into files, for tests and hosts that look into it.</summary>
public static class StatusPageAssembly
{
    /// <summary>The assembly itself.</summary>
    public static Assembly Itself => typeof(StatusPageAssembly).Assembly;
}
