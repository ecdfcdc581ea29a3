using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Incidents.Public;

namespace Incidents.StatusPage.Parts;

/// <summary>The style sheet and the script that every page carries inside itself, and the policy that allows them and nothing else.</summary>
static partial class Style
{
    /// <summary>The text of <c>site.css</c> without comments and indentation.</summary>
    public static string Sheet { get; } = Comments().Replace(Load("site.css"), "");

    /// <summary>What pages with a form carry besides.</summary>
    public static string Forms { get; } = Comments().Replace(Load("forms.css"), "");

    /// <summary>The text of <c>site.js</c> without comments and indentation.</summary>
    public static string Script { get; } = Load("site.js");

    /// <summary>The style sheet with a company's colours.</summary>
    public static string SheetOf(PublicBrand? brand) => Sheet + Rule(brand?.Colour, "", "") + Rule(brand?.ColourDark ?? (brand?.Colour is null ? null : OwnDark), "@media screen and (prefers-color-scheme:dark){", "}");

    // The light page's colour would hold in the dark as well, where nobody has checked it.
    const string OwnDark = "#79b8ff";

    static readonly string ScriptHash = Hash(Script);

    /// <summary>
    /// Content security policy: this very style sheet and script by their hashes, images inside the page, and nothing else, so that markup that
    /// slipped through every other net would still neither run nor call anybody. Auditors fetch robots.txt in the page's name, hence its own host.
    /// </summary>
    /// <param name="sheet">The page's style sheet.</param>
    /// <param name="data">The data block of the page, which browsers never run but validators take for a script; null when there is none.</param>
    /// <param name="formTo">Where the page's form goes; null when it has none.</param>
    public static string PolicyWith(string sheet, string? data, Uri? formTo) =>
        $"default-src 'none'; style-src '{HashOfSheet(sheet)}'; script-src '{ScriptHash}'{(data is null ? "" : $" '{Hash(data)}'")}; img-src data:; connect-src 'self'; base-uri 'none'; form-action {formTo?.GetLeftPart(UriPartial.Authority) ?? "'none'"}";

    static string Rule(string? colour, string before, string after) => colour is null ? "" : $"{before}:root{{--link:{colour}}}{after}";

    static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    // A site has two sheets, with a form and without, and each page carries one of them.
    static string HashOfSheet(string sheet)
    {
        var known = hashed;
        if (known.Sheet != sheet)
        {
            hashed = known = new SheetHash(sheet, Hash(sheet));
        }

        return known.Hash;
    }

    sealed record SheetHash(string Sheet, string Hash);

    static volatile SheetHash hashed = new("", "");

    static string Load(string name)
    {
        using var stream = typeof(Style).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return Layout().Replace(Remarks().Replace(reader.ReadToEnd(), ""), "").Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comments();

    // A remark has a line of its own.
    [GeneratedRegex(@"^//.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Remarks();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Layout();
}
