using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Incidents.StatusPage.Parts;

/// <summary>The style sheet that every page carries inside itself, and the policy that allows it and nothing else.</summary>
static partial class Style
{
    /// <summary>The text of <c>site.css</c> without comments and indentation.</summary>
    public static string Sheet { get; } = Load();

    /// <summary>
    /// Content security policy: this very style sheet by its hash, images inside the page, and nothing else, so that markup that slipped
    /// through every other net would still neither run nor call anybody.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'; img-src data:; base-uri 'none'; form-action 'none'";

    static string Load()
    {
        using var stream = typeof(Style).Assembly.GetManifestResourceStream("site.css")
            ?? throw new InvalidOperationException("site.css is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return Layout().Replace(Comments().Replace(reader.ReadToEnd(), ""), "").Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Layout();
}
