using Incidents.Public;

namespace Incidents.StatusPage.Parts;

/// <summary>The icon of the browser's tab, inside the page: its shape and colour tell the state before the page is looked at.</summary>
static class Favicon
{
    /// <summary>An SVG as a data address.</summary>
    public static string For(Impact? worst) => "data:image/svg+xml," + Uri.EscapeDataString($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>{Shape(worst)}</svg>");

    static string Shape(Impact? worst) => worst switch
    {
        null => "<circle cx='12' cy='12' r='11' fill='#1a7f37'/><path d='m7 12.5 3.4 3.4L17 9' fill='none' stroke='#fff' stroke-width='2.5'/>",
        Impact.Minor => "<path d='M12 1 23 22H1z' fill='#8a6100'/><path d='M12 9v6m0 2v2' stroke='#fff' stroke-width='2.5'/>",
        Impact.Major => "<path d='m12 0 12 12-12 12L0 12z' fill='#b35900'/><path d='M12 6v8m0 2v2.5' stroke='#fff' stroke-width='2.5'/>",
        _ => "<path d='M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z' fill='#cf222e'/><path d='m8 8 8 8m0-8-8 8' stroke='#fff' stroke-width='2.5'/>",
    };
}
