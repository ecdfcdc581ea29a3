using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Incidents.Web.Parts;

/// <summary>The style sheet inside every page, and the policy that allows it and nothing else.</summary>
static partial class Style
{
    /// <summary>The text of <c>console.css</c> without comments and indentation.</summary>
    public static string Sheet { get; } = Load();

    /// <summary>Content security policy: this style sheet by its hash, forms to this host, and nothing else. No script ever runs.</summary>
    public static string Policy { get; } = "default-src 'none'; style-src 'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))
        + "'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    static string Load()
    {
        using var stream = typeof(Style).Assembly.GetManifestResourceStream("console.css") ?? throw new InvalidOperationException("console.css is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return Layout().Replace(Comments().Replace(reader.ReadToEnd(), ""), "").Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Layout();
}
