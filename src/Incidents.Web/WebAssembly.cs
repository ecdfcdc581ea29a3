using System.Reflection;

namespace Incidents.Web;

/// <summary>Names the assembly of endpoints, approval pages and the responders' console, for tests and hosts that look into it.</summary>
public static class WebAssembly
{
    /// <summary>The assembly itself.</summary>
    public static Assembly Itself => typeof(WebAssembly).Assembly;
}
